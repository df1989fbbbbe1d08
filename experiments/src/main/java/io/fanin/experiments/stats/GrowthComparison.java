package io.fanin.experiments.stats;

/**
 * Whether a quantity grows exponentially or by a power law: two regressions of {@code log y}, on
 * {@code x} and on {@code log x}, compared by the corrected information criterion.
 *
 * <p>{@code AICc = n log(RSS / n) + 2k + 2k(k + 1) / (n - k - 1)} with {@code k = 3} (two
 * coefficients and the variance). C. M. Hurvich and C.-L. Tsai, Biometrika 76 (1989). Both have the
 * same response, so that the values may be compared.
 *
 * @param exponential {@code log y} on {@code x}
 * @param power {@code log y} on {@code log x}
 * @param advantage AICc of the power law less that of the exponential: positive speaks for the
 *     exponential; NaN for fewer than five points or values that are not positive
 */
public record GrowthComparison(LineFit exponential, LineFit power, double advantage) {
  private static final int LEAST = 5; // n - k - 1 > 0

  /**
   * Fits both.
   *
   * @param x positive
   * @param y positive
   */
  public static GrowthComparison of(double[] x, double[] y) {
    LineFit exponential = LineFit.of(x, LineFit.logs(y));
    LineFit power = LineFit.logLog(x, y);
    return new GrowthComparison(exponential, power, advantage(exponential, power));
  }

  /** The exponential's share of the Akaike weights, in [0, 1]. */
  public double exponentialWeight() {
    return 1 / (1 + StrictMath.exp(-advantage / 2));
  }

  /** AICc of a line with normal errors of unknown variance. */
  public static double aicc(LineFit fit) {
    double n = fit.points();
    double k = 3;
    return n < LEAST
        ? Double.NaN
        : n * StrictMath.log(fit.residual() / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1);
  }

  /** Two perfect fits tell nothing: minus infinity less itself is NaN. */
  private static double advantage(LineFit exponential, LineFit power) {
    return aicc(power) - aicc(exponential);
  }
}
