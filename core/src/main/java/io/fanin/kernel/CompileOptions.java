package io.fanin.kernel;

/**
 * How a plan is compiled. None of these changes a result's bits but {@code dtype}.
 *
 * @param dtype number format of parameters, activations and gradients
 * @param maxBatch most rows per call, at least 1
 * @param threads threads that the program may use, at least 1
 */
public record CompileOptions(DType dtype, int maxBatch, int threads) {
  /** Checks the ranges. */
  public CompileOptions {
    if (maxBatch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "maxBatch and threads must be >= 1, were %d and %d".formatted(maxBatch, threads));
    }
  }

  /** Single precision on one thread. */
  public static CompileOptions floats(int maxBatch) {
    return new CompileOptions(DType.FLOAT, maxBatch, 1);
  }

  /** Double precision on one thread. */
  public static CompileOptions doubles(int maxBatch) {
    return new CompileOptions(DType.DOUBLE, maxBatch, 1);
  }

  /** The same on this many threads. */
  public CompileOptions withThreads(int newThreads) {
    return new CompileOptions(dtype, maxBatch, newThreads);
  }
}
