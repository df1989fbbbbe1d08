package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import io.fanin.settings.ExactText;

/**
 * The Legendre polynomials {@code P_1 … P_degree} of {@code u = 2 (x - low) / (high - low) - 1}.
 *
 * <p>{@code (n + 1) P_{n+1} = (2 n + 1) u P_n - n P_{n-1}}. The constant is left out: a layer's
 * bias is one.
 *
 * @param degree in [1, 64]
 * @param low finite, below {@code high}
 * @param high finite
 */
public record Legendre(int degree, double low, double high) implements Basis {
  private static final int MAX_DEGREE = 64;

  /** Checks the ranges. */
  public Legendre {
    Checks.inRange("degree", degree, 1, MAX_DEGREE);
    Checks.interval(low, high);
  }

  @Override
  public String id() {
    return "legendre(degree=%d,low=%s,high=%s)"
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
      double next = ((2 * n + 1) * u * b - n * a) / (n + 1);
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
      double next = ((2 * n + 1) * u * b - n * a) / (n + 1);
      double dnext = ((2 * n + 1) * (b + u * db) - n * da) / (n + 1);
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
