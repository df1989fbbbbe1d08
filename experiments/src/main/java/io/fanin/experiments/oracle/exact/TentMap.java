package io.fanin.experiments.oracle.exact;

/**
 * The tent map {@code g(x) = 2 relu(x) - 4 relu(x - 1/2)} on [0, 1], composed k times: {@code 2^k}
 * linear pieces from 2k layers of two units (M. Telgarsky, "Representation Benefits of Deep
 * Feedforward Networks", 2015).
 *
 * <p>On multiples of {@code 2^-k} all values are exact.
 */
public final class TentMap {
  private TentMap() {}

  /** The map composed {@code times} times, as the network computes it, at {@code x} in [0, 1]. */
  public static double deep(int times, double x) {
    double y = x;
    for (int t = 0; t < times; t++) {
      y = 2 * Math.max(0, y) - 4 * Math.max(0, y - 0.5);
    }
    return y;
  }

  /** Linear pieces on [0, 1], counted by changes of the exact slope: {@code 2^times}. */
  public static int pieces(int times) {
    int cells = 2 << times; // slopes are constant on each half of a piece
    int pieces = 1;
    double before = deep(times, 1.0 / cells) - deep(times, 0);
    for (int i = 1; i < cells; i++) {
      double slope = deep(times, (i + 1.0) / cells) - deep(times, (double) i / cells);
      pieces += slope == before ? 0 : 1;
      before = slope;
    }
    return pieces;
  }

  /** The labels of the {@code 2^times} points {@code i / 2^times}: 0 and 1 by turns. */
  public static int label(int times, int point) {
    return deep(times, (double) point / (1 << times)) >= 0.5 ? 1 : 0;
  }

  /**
   * The bound of theorem 1.1: a rectifier network of {@code layers} layers with at most {@code
   * 2^((times - 3) / layers - 1)} units each is wrong on a sixth or more of the points.
   */
  public static double mostUnits(int times, int layers) {
    return StrictMath.pow(2, (times - 3.0) / layers - 1);
  }

  /**
   * The least share of the points of {@link #label} on which a continuous function with so many
   * linear pieces is wrong after thresholding at 1/2: a piece crosses the threshold at most once,
   * so there are at most {@code pieces + 1} runs of equal answers, and a run over points of
   * alternating labels is right on at most half of them, rounded up.
   *
   * @param pieces at least 1
   */
  public static double leastError(int times, long pieces) {
    long points = 1L << times;
    long runs = Math.min(points, pieces + 1);
    return Math.max(0, (points - runs) / 2.0 / points);
  }
}
