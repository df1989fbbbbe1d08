/** The CUDA provider: so far a probe that says what stands in the way on this machine. */
@NullMarked
package io.fanin.kernels.cuda;

import org.jspecify.annotations.NullMarked;
