package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * The mean of a matrix whose rows and columns are both sampled: training sets and test rows.
 *
 * <p>Both are drawn anew, independently, and the mean over the drawn rows and columns is taken; the
 * spread then holds both sources and is, if anything, too wide. A. B. Owen, "The Pigeonhole
 * Bootstrap", Annals of Applied Statistics 1 (2007).
 *
 * @param interval of the mean, by percentiles
 * @param p one-sided: the share of resamples whose mean is at most the null value, {@code (1 +
 *     hits) / (1 + resamples)}; NaN if it cannot be told
 */
public record CrossedBootstrap(Interval interval, double p) {
  /**
   * Resamples a matrix.
   *
   * @param differences {@code [training set][test row]}, at least two by two, rectangular
   * @param nullValue what the mean must exceed
   */
  public static CrossedBootstrap of(
      double[][] differences, double nullValue, Resampling resampling, double level) {
    Interval.requireLevel(level);
    int columns = differences.length == 0 ? 0 : differences[0].length;
    for (double[] row : differences) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "the matrix has rows of " + columns + " and of " + row.length + " values");
      }
    }
    boolean usable = Arrays.stream(differences).allMatch(row -> Moments.usable(row, 2));
    if (differences.length < 2 || !usable) {
      return new CrossedBootstrap(Interval.undefined(level), Double.NaN);
    }
    double[] means = replicates(differences, resampling);
    double hits = Arrays.stream(means).filter(mean -> mean <= nullValue).count();
    double mean = Moments.mean(Arrays.stream(differences).mapToDouble(Moments::mean).toArray());
    return new CrossedBootstrap(
        Bootstrap.percentile(mean, means, level), (1 + hits) / (1 + means.length));
  }

  private static double[] replicates(double[][] differences, Resampling resampling) {
    RandomStream stream = resampling.stream();
    int sets = differences.length;
    int rows = differences[0].length;
    double[] means = new double[resampling.resamples()];
    for (int b = 0; b < means.length; b++) {
      int[] timesSet = drawn(sets, stream);
      int[] timesRow = drawn(rows, stream);
      double sum = 0;
      for (int i = 0; i < sets; i++) {
        if (timesSet[i] > 0) {
          sum += timesSet[i] * weighted(differences[i], timesRow);
        }
      }
      means[b] = sum / ((double) sets * rows);
    }
    return means;
  }

  /** How often each of {@code n} is drawn in {@code n} draws. */
  private static int[] drawn(int n, RandomStream stream) {
    int[] times = new int[n];
    for (int i = 0; i < n; i++) {
      times[stream.nextInt(n)]++;
    }
    return times;
  }

  private static double weighted(double[] values, int[] times) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
    }
    return sum;
  }
}
