package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;
import java.util.Arrays;

/** Bootstrap intervals of any statistic of one sample. */
public final class Bootstrap {
  private Bootstrap() {}

  /** A number computed from a sample, which it does not keep or change. */
  public interface Statistic {
    /** The statistic's value. */
    double of(double[] sample);
  }

  /**
   * The percentile interval; not defined for fewer than two values or if any resample gives NaN.
   */
  public static Interval percentile(
      double[] sample, Statistic statistic, Resampling resampling, double level) {
    Interval.requireLevel(level);
    if (!Moments.usable(sample, 2)) {
      return Interval.undefined(level);
    }
    return percentile(statistic.of(sample), replicates(sample, statistic, resampling), level);
  }

  /**
   * The bias-corrected and accelerated interval; not defined where {@link #percentile} is not, or
   * if all resamples lie on one side of the estimate.
   *
   * <p>B. Efron, "Better Bootstrap Confidence Intervals", Journal of the American Statistical
   * Association 82 (1987).
   */
  public static Interval bca(
      double[] sample, Statistic statistic, Resampling resampling, double level) {
    Interval.requireLevel(level);
    if (!Moments.usable(sample, 2)) {
      return Interval.undefined(level);
    }
    double estimate = statistic.of(sample);
    double[] replicates = replicates(sample, statistic, resampling);
    double bias = Quantiles.normal(shareBelow(replicates, estimate));
    double acceleration = acceleration(sample, statistic);
    double low = adjusted(bias, acceleration, (1 - level) / 2);
    double high = adjusted(bias, acceleration, (1 + level) / 2);
    if (Double.isNaN(low) || Double.isNaN(high) || !Moments.usable(replicates, 1)) {
      return new Interval(estimate, Double.NaN, Double.NaN, level);
    }
    return new Interval(
        estimate, Moments.quantile(replicates, low), Moments.quantile(replicates, high), level);
  }

  /** A number computed from some members of several groups, numbered from 0 in each. */
  public interface GroupedStatistic {
    /**
     * The statistic's value.
     *
     * @param members which members count, some perhaps several times, {@code [group][size]}
     */
    double of(int[][] members);
  }

  /**
   * The percentile interval of the hierarchical bootstrap: members are drawn anew inside each
   * group; not defined where a group has fewer than two members or a resample gives NaN or an
   * infinite number, as a time does that is not reached.
   *
   * @param sizes how many members each group has
   */
  public static Interval grouped(
      int[] sizes, GroupedStatistic statistic, Resampling resampling, double level) {
    Interval.requireLevel(level);
    int[][] members = new int[sizes.length][];
    for (int g = 0; g < sizes.length; g++) {
      members[g] = new int[sizes[g]];
      Arrays.setAll(members[g], i -> i);
    }
    double estimate = statistic.of(members);
    RandomStream stream = resampling.stream();
    double[] replicates = new double[resampling.resamples()];
    for (int b = 0; b < replicates.length; b++) {
      for (int[] group : members) {
        int size = group.length;
        Arrays.setAll(group, i -> stream.nextInt(size));
      }
      replicates[b] = statistic.of(members);
    }
    boolean few = Arrays.stream(sizes).anyMatch(size -> size < 2);
    boolean finite = Arrays.stream(replicates).allMatch(Double::isFinite);
    return few || !finite || !Double.isFinite(estimate)
        ? new Interval(estimate, Double.NaN, Double.NaN, level)
        : percentile(estimate, replicates, level);
  }

  /** The percentile interval of replicates that were computed elsewhere. */
  static Interval percentile(double estimate, double[] replicates, double level) {
    double low = Moments.quantile(replicates, (1 - level) / 2);
    double high = Moments.quantile(replicates, (1 + level) / 2);
    return new Interval(estimate, low, high, level);
  }

  private static double[] replicates(double[] sample, Statistic statistic, Resampling resampling) {
    RandomStream stream = resampling.stream();
    double[] replicates = new double[resampling.resamples()];
    double[] drawn = new double[sample.length];
    for (int b = 0; b < replicates.length; b++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = sample[stream.nextInt(sample.length)];
      }
      replicates[b] = statistic.of(drawn);
    }
    return replicates;
  }

  /** Replicates equal to the estimate count half. */
  private static double shareBelow(double[] replicates, double estimate) {
    double below = 0;
    for (double replicate : replicates) {
      below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
    }
    return below / replicates.length;
  }

  /** {@code sum d^3 / (6 (sum d^2)^1.5)} over the jackknife's deviations {@code d}. */
  private static double acceleration(double[] sample, Statistic statistic) {
    double[] left = new double[sample.length];
    for (int i = 0; i < sample.length; i++) {
      double[] rest = Arrays.copyOf(sample, sample.length - 1);
      if (i < rest.length) {
        rest[i] = sample[sample.length - 1];
      }
      left[i] = statistic.of(rest);
    }
    double mean = Moments.mean(left);
    double squares = 0;
    double cubes = 0;
    for (double value : left) {
      double d = mean - value;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
  }

  private static double adjusted(double bias, double acceleration, double p) {
    double z = bias + Quantiles.normal(p);
    double shifted = bias + z / (1 - acceleration * z);
    return Double.isFinite(bias) ? Quantiles.normalBelow(shifted) : Double.NaN;
  }
}
