package io.fanin.experiments.stats;

/** Intervals of a mean by Student's t. */
public final class TIntervals {
  private TIntervals() {}

  /** {@code mean +- t s / sqrt(n)} of at least two values; not defined for fewer or with NaN. */
  public static Interval mean(double[] sample, double level) {
    return of(sample, 1.0 / sample.length, level);
  }

  /**
   * The corrected interval for differences over splits whose training sets overlap: {@code mean +-
   * t s sqrt(1/k + test/train)}.
   *
   * <p>C. Nadeau and Y. Bengio, "Inference for the Generalization Error", Machine Learning 52
   * (2003).
   *
   * @param differences one a split, {@code k} in all
   * @param testPerTrain test rows divided by training rows of a split, positive
   */
  public static Interval resampled(double[] differences, double testPerTrain, double level) {
    return of(differences, resampledFactor(differences, testPerTrain), level);
  }

  static double resampledFactor(double[] differences, double testPerTrain) {
    if (!(testPerTrain > 0)) {
      throw new IllegalArgumentException("testPerTrain must be > 0, was " + testPerTrain);
    }
    return 1.0 / differences.length + testPerTrain;
  }

  private static Interval of(double[] sample, double factor, double level) {
    Interval.requireLevel(level);
    if (!Moments.usable(sample, 2)) {
      return Interval.undefined(level);
    }
    double half =
        Quantiles.t((1 + level) / 2, sample.length - 1)
            * Math.sqrt(factor * Moments.variance(sample));
    double mean = Moments.mean(sample);
    return new Interval(mean, mean - half, mean + half, level);
  }
}
