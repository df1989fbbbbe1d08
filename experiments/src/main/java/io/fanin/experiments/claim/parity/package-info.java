/** Claim {@code parity}: compositionally sparse, and hard to learn by gradient descent. */
@NullMarked
package io.fanin.experiments.claim.parity;

import org.jspecify.annotations.NullMarked;
