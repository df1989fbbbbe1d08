package io.fanin.kernels.cuda;

import org.bytedeco.cuda.cudart.CUgraphExec_st;

/** Launches recorded once, and replayed by a single call of the driver. */
final class Recording implements AutoCloseable {
  private final CudaContext context;
  private final CUgraphExec_st executable;

  Recording(CudaContext context, CUgraphExec_st executable) {
    this.context = context;
    this.executable = executable;
  }

  void replay() {
    context.replay(executable);
  }

  @Override
  public void close() {
    context.release(executable);
  }
}
