package io.fanin.experiments.stats;

import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** Correlation of orders; NaN for fewer than two pairs, with NaN, or if one side is constant. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's rho: Pearson's correlation of mid-ranks. */
  public static double spearman(double[] x, double[] y) {
    return usable(x, y) ? new SpearmansCorrelation().correlation(x, y) : Double.NaN;
  }

  /** Kendall's tau-b, which allows for ties. */
  public static double kendall(double[] x, double[] y) {
    return usable(x, y) ? new KendallsCorrelation().correlation(x, y) : Double.NaN;
  }

  private static boolean usable(double[] x, double[] y) {
    LineFit.requireEqual(x.length, y.length);
    return Moments.usable(x, 2) && Moments.usable(y, 2);
  }
}
