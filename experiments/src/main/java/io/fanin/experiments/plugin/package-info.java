/** Finds what built-ins, the class path and plugin folders offer, and reports what is broken. */
@NullMarked
package io.fanin.experiments.plugin;

import org.jspecify.annotations.NullMarked;
