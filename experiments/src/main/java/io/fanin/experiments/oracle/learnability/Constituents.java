package io.fanin.experiments.oracle.learnability;

import io.fanin.experiments.stats.Interval;
import io.fanin.function.SparseFunction;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** What the constituents on the way to an output say about it to first order. */
final class Constituents {
  private static final double ROUNDING = 1e-12;

  private Constituents() {}

  /**
   * The constituent that says least.
   *
   * @return nothing where the output has no constituents below it
   */
  static List<Predictor> of(SparseFunction function, int output, Correlations found) {
    int root = function.graph().outputs()[output];
    BitSet cone = function.graph().lightCone(root);
    int first = function.graph().inputs();
    int nodes = 0;
    int silent = 0;
    int least = -1;
    for (int v = cone.nextSetBit(first); v >= 0; v = cone.nextSetBit(v + 1)) {
      if (v != root) {
        nodes++;
        least = least < 0 || size(function, found, v) < size(function, found, least) ? v : least;
      }
    }
    if (nodes == 0) {
      return List.of();
    }
    for (int v = cone.nextSetBit(first); v >= 0; v = cone.nextSetBit(v + 1)) {
      Interval interval = found.interval(size(function, found, v), nodes);
      silent += v != root && interval.low() <= ROUNDING ? 1 : 0;
    }
    double size = size(function, found, least);
    String exact = size == 0 ? "0" : String.format(Locale.ROOT, "%.3g", size);
    String number = found.exact() ? exact : text(found.interval(size, nodes));
    return List.of(
        new Predictor(
            "node correlations",
            "leastNodeCorrelation",
            size,
            "least %s, at %s".formatted(number, function.graph().name(least)),
            silent == 0
                ? "every constituent gives a first-order signal"
                : "%,d of %,d constituents give no first-order signal%s; these need labels of their own, or more steps"
                    .formatted(silent, nodes, found.exact() ? "" : " that this sample shows")));
  }

  private static double size(SparseFunction function, Correlations found, int v) {
    return found.sizes()[function.offset(v)];
  }

  private static String text(Interval interval) {
    return String.format(
        Locale.ROOT, "%.2g [%.2g, %.2g]", interval.estimate(), interval.low(), interval.high());
  }
}
