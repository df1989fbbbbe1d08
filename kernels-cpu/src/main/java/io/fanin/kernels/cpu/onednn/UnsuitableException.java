package io.fanin.kernels.cpu.onednn;

/** oneDNN has no fast code for an operation here. */
public final class UnsuitableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsuitableException(String message) {
    super(message);
  }
}
