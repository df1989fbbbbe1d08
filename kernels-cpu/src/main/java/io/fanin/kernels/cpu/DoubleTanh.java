package io.fanin.kernels.cpu;

/** The hyperbolic tangent in double precision: the definition itself. */
final class DoubleTanh {
  private DoubleTanh() {}

  /** {@code y = tanh(y)}, on {@code n} elements. */
  static void apply(double[] y, int n) {
    for (int t = 0; t < n; t++) {
      y[t] = StrictMath.tanh(y[t]);
    }
  }
}
