package io.fanin.kernels.cuda;

import org.bytedeco.cuda.cudart.CUfunc_st;

/**
 * A kernel of a loaded module.
 *
 * @param name for messages
 * @param function the driver's handle
 */
record Kernel(String name, CUfunc_st function) {}
