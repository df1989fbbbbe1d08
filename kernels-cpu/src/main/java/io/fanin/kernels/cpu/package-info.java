/** Kernels for the processor: plain Java for small blocks and doubles, oneDNN for the rest. */
@NullMarked
package io.fanin.kernels.cpu;

import org.jspecify.annotations.NullMarked;
