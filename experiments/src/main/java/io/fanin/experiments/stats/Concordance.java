package io.fanin.experiments.stats;

import java.util.List;

/**
 * Harrell's C: how often a larger prediction goes with a longer time, when some times are only
 * known to be longer than what was seen.
 *
 * <p>A pair counts if the shorter time was reached; at equal times, if one was reached and the
 * other was not. Equal predictions count half. F. E. Harrell, K. L. Lee and D. B. Mark, Statistics
 * in Medicine 15 (1996).
 *
 * @param c in [0, 1], one half for chance; NaN if no pair counts
 * @param pairs how many pairs count
 */
public record Concordance(double c, long pairs) {
  /**
   * Compares predictions with times.
   *
   * @param prediction a larger one promises a longer time; NaN agrees with nothing
   * @param time the time reached, or the last one seen
   * @param reached false where the time is censored
   */
  public static Concordance of(double[] prediction, double[] time, boolean[] reached) {
    LineFit.requireEqual(prediction.length, time.length);
    LineFit.requireEqual(reached.length, time.length);
    long pairs = 0;
    double agreeing = 0;
    for (int i = 0; i < time.length; i++) {
      for (int j = 0; j < time.length; j++) {
        boolean earlier = time[i] < time[j] || (time[i] == time[j] && !reached[j]);
        if (i != j && reached[i] && earlier) {
          pairs++;
          agreeing += prediction[i] < prediction[j] ? 1 : prediction[i] == prediction[j] ? 0.5 : 0;
        }
      }
    }
    return new Concordance(agreeing / pairs, pairs);
  }

  /** Pairs within strata alone, all strata together: each counts as many pairs as it has. */
  public static Concordance pooled(List<Concordance> strata) {
    long pairs = 0;
    double agreeing = 0;
    for (Concordance one : strata) {
      pairs += one.pairs;
      agreeing += one.pairs == 0 ? 0 : one.c * one.pairs;
    }
    return new Concordance(agreeing / pairs, pairs);
  }
}
