package io.fanin.testkit;

/**
 * An error bound that follows from the arithmetic: {@code |actual - expected| <= 2 terms u sum|a
 * b|}.
 *
 * <p>A sum of {@code terms} products in any order errs by at most {@code terms u sum|a b|} to first
 * order; the factor 2 covers the higher orders and the side compared with. NaN is close to nothing.
 *
 * @param terms how many roundings may add up, at least 1
 * @param unitRoundoff {@code 2^-24} or {@code 2^-53}
 */
public record Closeness(long terms, double unitRoundoff) {
  /** Checks the ranges. */
  public Closeness {
    if (terms < 1 || !(unitRoundoff > 0)) {
      throw new IllegalArgumentException(
          "terms must be >= 1 and unitRoundoff > 0, were " + terms + " and " + unitRoundoff);
    }
  }

  /** The bound for terms whose magnitudes sum up to this. */
  public double bound(double sumOfMagnitudes) {
    return 2.0 * terms * unitRoundoff * sumOfMagnitudes;
  }

  /** Whether two results are close. */
  public boolean holds(double actual, double expected, double sumOfMagnitudes) {
    return within(actual, expected, bound(sumOfMagnitudes));
  }

  /** {@code |actual - expected| <= bound}, written so that no NaN passes; equal infinities do. */
  public static boolean within(double actual, double expected, double bound) {
    return actual == expected || Math.abs(actual - expected) <= bound;
  }
}
