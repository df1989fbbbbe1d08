/** The part of oneDNN that the engine on native memory uses, through JavaCPP. */
@NullMarked
package io.fanin.kernels.cpu.onednn;

import org.jspecify.annotations.NullMarked;
