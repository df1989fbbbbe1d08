package io.fanin.testkit;

import io.fanin.kernel.AffineSpec;

/**
 * A pre-activation with what is known about its rounding.
 *
 * @param value the sum in double precision
 * @param magnitude {@code |b| + sum |w x|}
 * @param error bound on the error of any order of summation
 */
record Affine(double value, double magnitude, double error) {
  /**
   * Row {@code o} of a node.
   *
   * @param at first parameter of the node's set
   * @param x what it reads, side by side
   */
  static Affine of(AffineSpec spec, double[] p, int at, int o, double[] x, double unitRoundoff) {
    int k = x.length;
    double value = spec.bias() ? p[at + spec.outWidth() * k + o] : 0;
    double magnitude = Math.abs(value);
    for (int i = 0; i < k; i++) {
      double product = p[at + o * k + i] * x[i];
      value += product;
      magnitude += Math.abs(product);
    }
    double error = new Closeness(k + 1L, unitRoundoff).bound(magnitude);
    return new Affine(value, magnitude, error);
  }
}
