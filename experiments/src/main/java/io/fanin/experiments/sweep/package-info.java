/** Trials, what they give, and the sweep that runs each of them once. */
@NullMarked
package io.fanin.experiments.sweep;

import org.jspecify.annotations.NullMarked;
