/** Estimates with intervals, tests, and the rule that turns them into a verdict. */
@NullMarked
package io.fanin.experiments.stats;

import org.jspecify.annotations.NullMarked;
