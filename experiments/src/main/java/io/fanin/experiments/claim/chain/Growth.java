package io.fanin.experiments.claim.chain;

import io.fanin.experiments.stats.GrowthComparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.random.RandomStream;

/**
 * Whether times grow exponentially or by a power law, from all seeds at all sizes.
 *
 * @param fit NaN in its numbers where a time is infinite or there are too few
 * @param advantage AICc of the power law less that of the exponential; seeds drawn anew within a
 *     size
 */
record Growth(GrowthComparison fit, Interval advantage) {
  private static final int RESAMPLES = 2000;

  /**
   * Fits both laws.
   *
   * @param times {@code [size][seed]}
   */
  static Growth of(double[] sizes, double[][] times, long seed, String purpose) {
    GrowthComparison fit = fit(sizes, times);
    double[] drawn = new double[RESAMPLES];
    RandomStream random = RandomStream.of(seed, purpose);
    for (int b = 0; b < RESAMPLES; b++) {
      double[][] again = new double[times.length][];
      for (int i = 0; i < times.length; i++) {
        again[i] = new double[times[i].length];
        for (int s = 0; s < again[i].length; s++) {
          again[i][s] = times[i][random.nextInt(times[i].length)];
        }
      }
      drawn[b] = fit(sizes, again).advantage();
    }
    double low = Moments.quantile(drawn, (1 - VerdictRule.LEVEL) / 2);
    double high = Moments.quantile(drawn, (1 + VerdictRule.LEVEL) / 2);
    return new Growth(fit, new Interval(fit.advantage(), low, high, VerdictRule.LEVEL));
  }

  private static GrowthComparison fit(double[] sizes, double[][] times) {
    int seeds = times[0].length;
    double[] x = new double[sizes.length * seeds];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = sizes[i / seeds];
      y[i] = times[i / seeds][i % seeds];
    }
    return GrowthComparison.of(x, y);
  }

  /** The exponential at a size. */
  double exponential(double n) {
    return StrictMath.exp(fit.exponential().intercept() + fit.exponential().slope() * n);
  }

  /** The power law at a size. */
  double power(double n) {
    return StrictMath.exp(fit.power().intercept() + fit.power().slope() * StrictMath.log(n));
  }
}
