/** The command {@code compile}: facts, equality check, files and report of what was compiled. */
@NullMarked
package io.fanin.circuits.compile;

import org.jspecify.annotations.NullMarked;
