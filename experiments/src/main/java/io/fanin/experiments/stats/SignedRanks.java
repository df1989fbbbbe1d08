package io.fanin.experiments.stats;

import java.util.Arrays;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * Ranks of absolute differences and the sum of those of positive ones.
 *
 * @param doubled ranks times two, so that mid-ranks are whole numbers
 * @param positive sum of the doubled ranks of positive differences
 */
record SignedRanks(int[] doubled, int positive) {
  private static final int EXACT = 200;

  static SignedRanks of(double[] differences) {
    double[] kept = Arrays.stream(differences).filter(d -> d != 0).toArray();
    double[] sizes = Arrays.stream(kept).map(Math::abs).toArray();
    double[] ranks =
        kept.length == 0
            ? kept
            : new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(sizes);
    int[] doubled = new int[ranks.length];
    int positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      doubled[i] = (int) Math.rint(2 * ranks[i]);
      positive += kept[i] > 0 ? doubled[i] : 0;
    }
    return new SignedRanks(doubled, positive);
  }

  /** {@code P(W >= w)} when every sign is a fair coin. */
  double above() {
    return doubled.length <= EXACT ? exact() : normal();
  }

  /**
   * The law of the sum, one rank after the other; the sums of the tail are exact up to rounding.
   */
  private double exact() {
    double[] law = new double[Arrays.stream(doubled).sum() + 1];
    law[0] = 1;
    int reached = 0;
    for (int rank : doubled) {
      reached += rank;
      for (int sum = reached; sum >= 0; sum--) {
        double with = sum >= rank ? law[sum - rank] : 0;
        law[sum] = 0.5 * (law[sum] + with);
      }
    }
    double tail = 0;
    for (int sum = law.length - 1; sum >= positive; sum--) {
      tail += law[sum];
    }
    return Math.min(1, tail);
  }

  /** Mean and variance of the sum are {@code sum r / 2} and {@code sum r^2 / 4}. */
  private double normal() {
    double mean = 0;
    double variance = 0;
    for (double rank : doubled) {
      mean += rank / 2;
      variance += rank * rank / 4;
    }
    double continuity = 1; // half a rank, doubled
    return Quantiles.normalBelow(-(positive - continuity - mean) / Math.sqrt(variance));
  }
}
