package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;

/**
 * One-sided tests on paired differences, against "no more than nothing".
 *
 * <p>Each gives the p-value for the alternative that differences are positive; negate them for the
 * other side. Fewer than two differences, or NaN among them, give NaN.
 */
public final class PairedTests {
  private static final int ENUMERATED = 20; // 2^20 sign patterns

  private PairedTests() {}

  /** Student's t for a mean above 0, {@code n - 1} degrees of freedom. */
  public static double t(double... differences) {
    return t(differences, 1.0 / differences.length);
  }

  /**
   * The corrected resampled t for a mean above 0, see {@link TIntervals#resampled}.
   *
   * @param testPerTrain test rows divided by training rows of a split, positive
   */
  public static double resampledT(double[] differences, double testPerTrain) {
    return t(differences, TIntervals.resampledFactor(differences, testPerTrain));
  }

  /**
   * Wilcoxon's signed-rank test, exact given the ranks, ties included (mid-ranks); zeros are left
   * out, and all zeros give 1. Above 200 differences by the normal law with the variance of the
   * ranks at hand.
   */
  public static double wilcoxon(double... differences) {
    return Moments.usable(differences, 2) ? SignedRanks.of(differences).above() : Double.NaN;
  }

  /**
   * Sign-flip permutation test on the mean: the share of sign patterns whose sum is at least the
   * one seen. All patterns up to 20 differences; above that drawn ones, {@code (1 + hits) / (1 +
   * resamples)}.
   *
   * @param resampling seed and count of drawn patterns, not used up to 20 differences
   */
  public static double signFlip(double[] differences, Resampling resampling) {
    if (!Moments.usable(differences, 2)) {
      return Double.NaN;
    }
    return differences.length <= ENUMERATED
        ? enumeratedFlips(differences)
        : drawnFlips(differences, resampling);
  }

  private static double t(double[] differences, double factor) {
    if (!Moments.usable(differences, 2)) {
      return Double.NaN;
    }
    double mean = Moments.mean(differences);
    double error = Math.sqrt(factor * Moments.variance(differences));
    if (error == 0) {
      return mean > 0 ? 0 : 1;
    }
    return Quantiles.tAbove(mean / error, differences.length - 1);
  }

  private static double enumeratedFlips(double[] differences) {
    double seen = threshold(differences);
    int patterns = 1 << differences.length;
    int hits = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      hits += sum >= seen ? 1 : 0;
    }
    return (double) hits / patterns;
  }

  private static double drawnFlips(double[] differences, Resampling resampling) {
    double seen = threshold(differences);
    RandomStream stream = resampling.stream();
    int hits = 0;
    for (int b = 0; b < resampling.resamples(); b++) {
      double sum = 0;
      for (double difference : differences) {
        sum += stream.nextInt(2) == 0 ? difference : -difference;
      }
      hits += sum >= seen ? 1 : 0;
    }
    return (1.0 + hits) / (1.0 + resampling.resamples());
  }

  /** Patterns of the same sum must count whatever their rounding, so a little is given. */
  private static double threshold(double[] differences) {
    double sum = 0;
    double magnitude = 0;
    for (double difference : differences) {
      sum += difference;
      magnitude += Math.abs(difference);
    }
    return sum - 2 * differences.length * Math.ulp(magnitude);
  }
}
