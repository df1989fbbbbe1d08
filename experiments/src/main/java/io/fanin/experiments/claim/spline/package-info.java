/**
 * Claim {@code spline-rate}: splines on the edges of the right graph err as a power of the grid.
 */
@NullMarked
package io.fanin.experiments.claim.spline;

import org.jspecify.annotations.NullMarked;
