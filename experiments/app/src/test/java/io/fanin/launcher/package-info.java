/** The launcher, run as a person runs it. */
@NullMarked
package io.fanin.launcher;

import org.jspecify.annotations.NullMarked;
