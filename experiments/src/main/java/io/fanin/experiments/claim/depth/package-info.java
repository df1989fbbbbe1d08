/**
 * Claim {@code depth-separation}: what takes exponentially many units in one layer is deep and
 * small.
 */
@NullMarked
package io.fanin.experiments.claim.depth;

import org.jspecify.annotations.NullMarked;
