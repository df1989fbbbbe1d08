package io.fanin.experiments.stats;

/** A share of successes. */
public final class Proportion {
  private Proportion() {}

  /**
   * The exact interval: it covers with at least the level whatever the true share.
   *
   * <p>C. J. Clopper and E. S. Pearson, "The Use of Confidence or Fiducial Limits Illustrated in
   * the Case of the Binomial", Biometrika 26 (1934).
   *
   * @param successes in {@code 0..trials}
   * @param trials none gives an interval that is not defined
   */
  public static Interval exact(int successes, int trials, double level) {
    Interval.requireLevel(level);
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be in 0.." + trials + ", was " + successes);
    }
    if (trials == 0) {
      return Interval.undefined(level);
    }
    double tail = (1 - level) / 2;
    int failures = trials - successes;
    double low = successes == 0 ? 0 : Quantiles.beta(tail, successes, failures + 1);
    double high = failures == 0 ? 1 : Quantiles.beta(1 - tail, successes + 1, failures);
    return new Interval((double) successes / trials, low, high, level);
  }
}
