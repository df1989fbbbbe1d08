/**
 * Elementary functions over arrays: own polynomials with stated bounds and the same bits anywhere.
 */
@NullMarked
package io.fanin.kernels.cpu.elementary;

import org.jspecify.annotations.NullMarked;
