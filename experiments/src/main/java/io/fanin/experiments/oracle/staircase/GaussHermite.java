package io.fanin.experiments.oracle.staircase;

import java.util.function.DoubleUnaryOperator;

/**
 * Gauss's quadrature for the standard normal law: {@code sum_q w_q g(x_q) = E[g(X)]}, exact for
 * polynomials of degree below twice the number of nodes.
 *
 * @param nodes in rising order, symmetric to the last bit
 * @param weights positive, of sum 1 up to rounding
 */
public record GaussHermite(double[] nodes, double[] weights) {
  private static final int MOST = 200;
  private static final int NEWTON = 100;

  /**
   * The rule with this many nodes: zeros of the orthonormal polynomial {@code h_n}, by Newton from
   * between the zeros of {@code h_(n-1)}; weights {@code 1 / (n h_(n-1)(x)^2)}.
   *
   * @param count in 1..200
   */
  public static GaussHermite of(int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("nodes must be in 1.." + MOST + ", was " + count);
    }
    double[] zeros = {};
    for (int n = 1; n <= count; n++) {
      zeros = zerosBetween(n, zeros);
    }
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      double below = orthonormal(count - 1, zeros[i]);
      weights[i] = 1 / (count * below * below);
    }
    return new GaussHermite(zeros, symmetric(weights));
  }

  private static double[] symmetric(double[] weights) {
    double[] mean = new double[weights.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (weights[i] + weights[mean.length - 1 - i]) / 2;
    }
    return mean;
  }

  /** Zeros of {@code h_n}; those of {@code h_(n-1)} separate them. */
  private static double[] zerosBetween(int n, double[] separators) {
    double edge = 2 * Math.sqrt(n) + 1; // beyond the largest zero
    double[] zeros = new double[n];
    for (int i = 0; i < (n + 1) / 2; i++) {
      double low = i == 0 ? -edge : separators[i - 1];
      double high = i == n - 1 ? edge : separators[i];
      double zero = 2 * i + 1 == n ? 0 : safeNewton(n, low, high);
      zeros[i] = zero;
      zeros[n - 1 - i] = -zero;
    }
    return zeros;
  }

  /** Newton's method that halves the interval where it would leave it. */
  private static double safeNewton(int n, double from, double to) {
    double low = from;
    double high = to;
    boolean rising = orthonormal(n, low) < 0;
    double x = (low + high) / 2;
    for (int k = 0; k < NEWTON; k++) {
      double value = orthonormal(n, x);
      if (value == 0) {
        return x;
      }
      if (value < 0 == rising) {
        low = x;
      } else {
        high = x;
      }
      double next = x - value / (Math.sqrt(n) * orthonormal(n - 1, x)); // h_n' = sqrt(n) h_(n-1)
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (next == x) {
        return x;
      }
      x = next;
    }
    return x;
  }

  /**
   * The orthonormal Hermite polynomial {@code h_k = He_k / sqrt(k!)}.
   *
   * @param k at least 0
   */
  public static double orthonormal(int k, double x) {
    double before = 0;
    double now = 1;
    for (int j = 0; j < k; j++) {
      double next = (x * now - Math.sqrt(j) * before) / Math.sqrt(j + 1.0);
      before = now;
      now = next;
    }
    return now;
  }

  /** {@code E[g(X)]} by the rule. */
  public double expectation(DoubleUnaryOperator g) {
    double sum = 0;
    for (int q = 0; q < nodes.length; q++) {
      sum += weights[q] * g.applyAsDouble(nodes[q]);
    }
    return sum;
  }
}
