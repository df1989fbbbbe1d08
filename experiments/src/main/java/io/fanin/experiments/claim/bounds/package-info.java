/** Claim {@code bounds}: what a generalization bound gains from knowing the graph. */
@NullMarked
package io.fanin.experiments.claim.bounds;

import org.jspecify.annotations.NullMarked;
