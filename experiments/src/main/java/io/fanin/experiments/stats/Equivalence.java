package io.fanin.experiments.stats;

/**
 * Two one-sided t-tests of "the mean difference lies within a margin".
 *
 * <p>D. J. Schuirmann, "A Comparison of the Two One-Sided Tests Procedure and the Power Approach",
 * Journal of Pharmacokinetics and Biopharmaceutics 15 (1987).
 *
 * @param p the larger of the two p-values, NaN if it cannot be told
 * @param interval of level 90%: it lies in the margin exactly if {@code p <= .05}
 * @param margin largest difference that counts as none
 */
public record Equivalence(double p, Interval interval, double margin) {
  private static final double LEVEL = 0.90;

  /**
   * Tests differences.
   *
   * @param differences paired, at least two
   * @param margin positive
   */
  public static Equivalence test(double[] differences, double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin must be > 0, was " + margin);
    }
    double[] aboveLow = new double[differences.length];
    double[] belowHigh = new double[differences.length];
    for (int i = 0; i < differences.length; i++) {
      aboveLow[i] = differences[i] + margin;
      belowHigh[i] = margin - differences[i];
    }
    double p = Math.max(PairedTests.t(aboveLow), PairedTests.t(belowHigh));
    return new Equivalence(p, TIntervals.mean(differences, LEVEL), margin);
  }
}
