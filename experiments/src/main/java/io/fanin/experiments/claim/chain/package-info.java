/** Claim {@code chain-of-thought}: what labels of the inner nodes are worth. */
@NullMarked
package io.fanin.experiments.claim.chain;

import org.jspecify.annotations.NullMarked;
