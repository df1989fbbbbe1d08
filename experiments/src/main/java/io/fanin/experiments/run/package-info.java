/** Runs a claim: from settings through trials to a verdict and a report, resumable at any point. */
@NullMarked
package io.fanin.experiments.run;

import org.jspecify.annotations.NullMarked;
