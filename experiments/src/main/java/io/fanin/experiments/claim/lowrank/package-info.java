/** Claim {@code low-rank}: gradient descent with weight decay lowers the rank of the weights. */
@NullMarked
package io.fanin.experiments.claim.lowrank;

import org.jspecify.annotations.NullMarked;
