package io.fanin.experiments.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction for several comparisons. */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values {@code max over j <= i of min(1, (m - j) p(j))}, {@code p(0) <= p(1) <= ...},
   * in the order given. A NaN counts among the {@code m}, as the largest, and stays NaN.
   *
   * <p>S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
   * Statistics 6 (1979).
   */
  public static double[] adjust(double... p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i])) // NaN is the largest
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      double value = (p.length - i) * p[order[i]];
      largest = Math.max(largest, Math.min(1, value)); // NaN stays NaN from here on
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
