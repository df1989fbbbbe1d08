package io.fanin.experiments.stats;

/**
 * One of a claim's orderings, oriented so that a positive difference is what is claimed.
 *
 * @param name such as {@code local < dense}
 * @param difference its 95% interval
 * @param p one-sided, against "no more than nothing"; not yet corrected
 * @param pairs independent pairs behind it
 */
public record Comparison(String name, Interval difference, double p, int pairs) {
  /** Paired differences of independent seeds or sets, by Student's t. */
  public static Comparison paired(String name, double... differences) {
    return new Comparison(
        name,
        TIntervals.mean(differences, VerdictRule.LEVEL),
        PairedTests.t(differences),
        differences.length);
  }

  /**
   * Differences on test rows shared by all training sets, by the crossed bootstrap.
   *
   * @param differences {@code [training set][test row]}
   */
  public static Comparison crossed(String name, double[][] differences, Resampling resampling) {
    CrossedBootstrap crossed = CrossedBootstrap.of(differences, 0, resampling, VerdictRule.LEVEL);
    return new Comparison(name, crossed.interval(), crossed.p(), differences.length);
  }
}
