/** Exact quantities of functions of signs: Fourier coefficients, influences, parity's gradients. */
@NullMarked
package io.fanin.experiments.oracle.fourier;

import org.jspecify.annotations.NullMarked;
