package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import io.fanin.settings.ExactText;

/**
 * The Chebyshev polynomials {@code T_1 … T_degree} of {@code u = 2 (x - low) / (high - low) - 1}.
 *
 * <p>{@code T_{n+1} = 2 u T_n - T_{n-1}}. The constant is left out: a layer's bias is one.
 *
 * @param degree in [1, 64]
 * @param low finite, below {@code high}
 * @param high finite
 */
public record Chebyshev(int degree, double low, double high) implements Basis {
  private static final int MAX_DEGREE = 64;

  /** Checks the ranges. */
  public Chebyshev {
    Checks.inRange("degree", degree, 1, MAX_DEGREE);
    Checks.interval(low, high);
  }

  @Override
  public String id() {
    return "chebyshev(degree=%d,low=%s,high=%s)"
        .formatted(degree, ExactText.of(low), ExactText.of(high));
  }

  @Override
  public int size() {
    return degree;
  }

  @Override
  public void values(double x, double[] out, int at) {
    double u = unit(x);
    double a = 1;
    double b = u;
    for (int n = 1; n <= degree; n++) {
      out[at + n - 1] = b;
      double next = 2 * u * b - a;
      a = b;
      b = next;
    }
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    double u = unit(x);
    double slope = 2 / (high - low);
    double a = 1;
    double b = u;
    double da = 0;
    double db = 1;
    for (int n = 1; n <= degree; n++) {
      out[at + n - 1] = slope * db;
      double next = 2 * u * b - a;
      double dnext = 2 * b + 2 * u * db - da;
      a = b;
      b = next;
      da = db;
      db = dnext;
    }
  }

  private double unit(double x) {
    return 2 * (x - low) / (high - low) - 1;
  }
}
