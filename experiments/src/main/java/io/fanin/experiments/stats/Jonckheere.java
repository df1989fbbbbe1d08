package io.fanin.experiments.stats;

import java.util.Arrays;

/**
 * The test of Jonckheere and Terpstra for a rising trend over ordered groups.
 *
 * <p>{@code J} counts, over all pairs of groups, the pairs of values that rise, ties half. Its law
 * without a trend is taken as normal with the variance corrected for ties. A. R. Jonckheere, "A
 * Distribution-Free k-Sample Test Against Ordered Alternatives", Biometrika 41 (1954).
 *
 * @param statistic J
 * @param z standardised J, without a continuity correction
 * @param p one-sided, for a rising trend; NaN with NaN, fewer than two groups, or all values equal
 */
public record Jonckheere(double statistic, double z, double p) {
  /**
   * Tests for a rise.
   *
   * @param groups in the order in which they should rise, none empty
   */
  public static Jonckheere rising(double[]... groups) {
    for (double[] group : groups) {
      if (group.length == 0) {
        throw new IllegalArgumentException("a group is empty");
      }
      if (!Moments.usable(group, 1)) {
        return new Jonckheere(Double.NaN, Double.NaN, Double.NaN);
      }
    }
    double j = statistic(groups);
    double n = Arrays.stream(groups).mapToInt(g -> g.length).sum();
    double squares = Arrays.stream(groups).mapToDouble(g -> (double) g.length * g.length).sum();
    double z = (j - (n * n - squares) / 4) / Math.sqrt(variance(groups));
    return new Jonckheere(j, z, Double.isNaN(z) ? Double.NaN : Quantiles.normalBelow(-z));
  }

  private static double statistic(double[][] groups) {
    double j = 0;
    for (int a = 0; a < groups.length; a++) {
      for (int b = a + 1; b < groups.length; b++) {
        for (double x : groups[a]) {
          for (double y : groups[b]) {
            j += x < y ? 1 : x == y ? 0.5 : 0;
          }
        }
      }
    }
    return j;
  }

  /**
   * Formula with ties of Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", 6.2.
   */
  private static double variance(double[][] groups) {
    double[] sizes = Arrays.stream(groups).mapToDouble(g -> g.length).toArray();
    double[] ties = ties(groups);
    double n = Arrays.stream(sizes).sum();
    double first = (cubic(n) - sum(sizes, 0) - sum(ties, 0)) / 72;
    double second = sum(sizes, 1) * sum(ties, 1) / (36 * n * (n - 1) * (n - 2));
    double third = sum(sizes, 2) * sum(ties, 2) / (8 * n * (n - 1));
    return first + (n > 2 ? second : 0) + third;
  }

  private static double cubic(double n) {
    return n * (n - 1) * (2 * n + 5);
  }

  private static double sum(double[] counts, int kind) {
    double sum = 0;
    for (double n : counts) {
      sum += kind == 0 ? cubic(n) : kind == 1 ? n * (n - 1) * (n - 2) : n * (n - 1);
    }
    return sum;
  }

  private static double[] ties(double[][] groups) {
    double[] all = Arrays.stream(groups).flatMapToDouble(Arrays::stream).sorted().toArray();
    double[] counts = new double[all.length];
    int distinct = 0;
    for (int i = 0; i < all.length; i++) {
      if (i > 0 && all[i] != all[i - 1]) {
        distinct++;
      }
      counts[distinct]++;
    }
    return Arrays.copyOf(counts, distinct + 1);
  }
}
