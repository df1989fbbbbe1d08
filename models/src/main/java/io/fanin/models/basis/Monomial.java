package io.fanin.models.basis;

import io.fanin.kernel.Basis;

/**
 * The powers {@code x, x^2, …, x^degree}. The constant is left out: a layer's bias is one.
 *
 * @param degree in [1, 64]
 */
public record Monomial(int degree) implements Basis {
  private static final int MAX_DEGREE = 64;

  /** Checks the range. */
  public Monomial {
    Checks.inRange("degree", degree, 1, MAX_DEGREE);
  }

  @Override
  public String id() {
    return "monomial(degree=%d)".formatted(degree);
  }

  @Override
  public int size() {
    return degree;
  }

  @Override
  public void values(double x, double[] out, int at) {
    double power = 1;
    for (int n = 1; n <= degree; n++) {
      power *= x;
      out[at + n - 1] = power;
    }
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    double power = 1;
    for (int n = 1; n <= degree; n++) {
      out[at + n - 1] = n * power;
      power *= x;
    }
  }
}
