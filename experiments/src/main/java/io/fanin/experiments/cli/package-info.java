/** The {@code fanin} command: one class a command, tables, JSON, exit codes. */
@NullMarked
package io.fanin.experiments.cli;

import org.jspecify.annotations.NullMarked;
