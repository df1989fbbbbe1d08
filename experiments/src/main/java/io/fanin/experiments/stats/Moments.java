package io.fanin.experiments.stats;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/** Centre and spread of a sample. NaN in the sample, or too few values, give NaN. */
public final class Moments {
  private Moments() {}

  /** Arithmetic mean, of at least one value. */
  public static double mean(double... sample) {
    return sample.length == 0 ? Double.NaN : StatUtils.mean(sample);
  }

  /** Unbiased variance {@code sum (x - mean)^2 / (n - 1)}, of at least two values. */
  public static double variance(double... sample) {
    return sample.length < 2 ? Double.NaN : StatUtils.variance(sample);
  }

  /** Square root of {@link #variance}. */
  public static double standardDeviation(double... sample) {
    return Math.sqrt(variance(sample));
  }

  /** {@link #quantile} at one half. */
  public static double median(double... sample) {
    return quantile(sample, 0.5);
  }

  /**
   * Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the
   * default of R).
   *
   * @param sample at least one value
   * @param p in [0, 1]
   */
  public static double quantile(double[] sample, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1], was " + p);
    }
    if (!usable(sample, 1)) {
      return Double.NaN;
    }
    if (p == 0) {
      return StatUtils.min(sample); // the library wants p > 0
    }
    return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sample, 100 * p);
  }

  /** Whether there are so many values and none is NaN. */
  static boolean usable(double[] sample, int least) {
    return sample.length >= least && Arrays.stream(sample).noneMatch(Double::isNaN);
  }
}
