/** The CUDA provider: hand-written kernels, run through the driver alone. */
@NullMarked
package io.fanin.kernels.cuda;

import org.jspecify.annotations.NullMarked;
