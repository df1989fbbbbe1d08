package io.fanin.experiments.stats;

import java.util.Arrays;

/**
 * The median of times some of which were not reached before all runs were ended at one limit.
 *
 * <p>What was not reached is later than everything that was, so order statistics below the median
 * are known as long as half of the runs reached it; an end of the interval that falls among those
 * that did not is infinite. The interval is distribution-free: {@code [x(k), x(n+1-k)]} with the
 * largest k for which {@code P(Bin(n, 1/2) < k) <= (1 - level) / 2}, so it covers with at least the
 * level; with fewer than six runs at 95% there is none.
 *
 * @param interval around the median, ends and median infinite where not reached
 * @param reached how many runs reached it
 * @param runs how many there were
 */
public record CensoredMedian(Interval interval, int reached, int runs) {
  /**
   * The median of some runs.
   *
   * @param times when each run reached it; infinite where it did not, never NaN
   */
  public static CensoredMedian of(double[] times, double level) {
    Interval.requireLevel(level);
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int reached = (int) Arrays.stream(sorted).filter(Double::isFinite).count();
    if (n == 0 || Double.isNaN(sorted[n - 1])) {
      return new CensoredMedian(Interval.undefined(level), reached, n);
    }
    double lower = sorted[(n - 1) / 2];
    double upper = sorted[n / 2];
    double median = lower == upper ? lower : (lower + upper) / 2; // not inf - inf
    int k = rank(n, (1 - level) / 2);
    return new CensoredMedian(
        k == 0
            ? new Interval(median, Double.NaN, Double.NaN, level)
            : new Interval(median, sorted[k - 1], sorted[n - k], level),
        reached,
        n);
  }

  /** The largest k with {@code P(Bin(n, 1/2) <= k - 1) <= tail}; 0 if there is none. */
  private static int rank(int n, double tail) {
    double probability = Math.scalb(1.0, -n);
    double below = probability;
    int k = 0;
    while (below <= tail && k < n / 2) {
      k++;
      probability *= (n - k + 1.0) / k;
      below += probability;
    }
    return k;
  }

  /** {@code 1600 [1100, not reached], 9 of 10 runs}. */
  @Override
  public String toString() {
    return text(interval.estimate())
        + " ["
        + text(interval.low())
        + ", "
        + text(interval.high())
        + "], "
        + reached
        + " of "
        + runs
        + " runs";
  }

  private static String text(double value) {
    return value == Double.POSITIVE_INFINITY ? "not reached" : Digits.brief(value);
  }
}
