package io.fanin.kernels.cpu.onednn;

/** One prepared native operation; made and closed by its {@link Lane}. */
public interface Kernel {
  /** Runs it on the calling thread and returns when it is done. */
  void run();
}
