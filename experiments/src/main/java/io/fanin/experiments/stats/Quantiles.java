package io.fanin.experiments.stats;

import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The distributions behind tests and intervals.
 *
 * <p>Hipparchus computes them with elementary functions of its own, so that they do not depend on
 * the Java version.
 */
final class Quantiles {
  private static final double ACCURACY = 1e-13; // of the inverse, absolute
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private Quantiles() {}

  static double t(double p, double degrees) {
    return new TDistribution(degrees, ACCURACY).inverseCumulativeProbability(p);
  }

  /** {@code P(T >= t)}, accurate in the tail. */
  static double tAbove(double t, double degrees) {
    if (Double.isInfinite(t)) {
      return t > 0 ? 0 : 1;
    }
    return new TDistribution(degrees).cumulativeProbability(-t);
  }

  static double normal(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }

  static double normalBelow(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  static double beta(double p, double a, double b) {
    return new BetaDistribution(a, b, ACCURACY).inverseCumulativeProbability(p);
  }
}
