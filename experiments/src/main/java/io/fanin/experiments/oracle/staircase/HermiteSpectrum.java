package io.fanin.experiments.oracle.staircase;

import java.util.function.DoubleUnaryOperator;

/**
 * Hermite coefficients of a function of one standard normal variable, and its information exponent
 * {@code min { k >= 1 : E[g He_k] != 0 }} (G. Ben Arous, R. Gheissari, A. Jagannath, JMLR 2021).
 *
 * @param orthonormal {@code E[g h_k]}, {@code h_k = He_k / sqrt(k!)}, {@code [degree + 1]}
 */
public record HermiteSpectrum(double[] orthonormal) {
  /**
   * The coefficients up to a degree, by quadrature.
   *
   * @param nodes of the quadrature, above the degree; exact for polynomials g of degree below
   *     {@code 2 nodes - degree}
   */
  public static HermiteSpectrum of(DoubleUnaryOperator g, int degree, int nodes) {
    if (degree < 0 || nodes <= degree) {
      throw new IllegalArgumentException(
          "nodes must be above degree >= 0, were %d and %d".formatted(nodes, degree));
    }
    GaussHermite rule = GaussHermite.of(nodes);
    double[] coefficients = new double[degree + 1];
    for (int k = 0; k <= degree; k++) {
      int order = k;
      coefficients[k] =
          rule.expectation(x -> g.applyAsDouble(x) * GaussHermite.orthonormal(order, x));
    }
    return new HermiteSpectrum(coefficients);
  }

  /** The coefficient of {@code He_k}, not normalised: {@code E[g He_k] / k!}. */
  public double ofHe(int k) {
    double factorial = 1;
    for (int j = 2; j <= k; j++) {
      factorial *= j;
    }
    return orthonormal[k] / Math.sqrt(factorial);
  }

  /**
   * The information exponent.
   *
   * @param tolerance what counts as zero, of the size of the rounding
   * @return 0 where no coefficient up to the degree is above the tolerance
   */
  public int informationExponent(double tolerance) {
    for (int k = 1; k < orthonormal.length; k++) {
      if (Math.abs(orthonormal[k]) > tolerance) {
        return k;
      }
    }
    return 0;
  }
}
