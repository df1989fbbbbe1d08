package io.fanin.experiments.stats;

/**
 * Intervals for Pearson's correlation by Fisher's transformation, {@code atanh r} with the standard
 * error {@code (rows - 3)^(-1/2)}; near enough for the large samples it is used on, whatever the
 * law.
 */
public final class CorrelationInterval {
  private static final double NEXT_TO_ONE = 1 - 1e-12;

  private CorrelationInterval() {}

  /**
   * An interval for the size of a correlation, not below 0.
   *
   * @param size {@code |r|} in [0, 1]
   * @param rows at least 4
   * @param level in (0, 1)
   */
  public static Interval ofSize(double size, long rows, double level) {
    if (!(size >= 0 && size <= 1)) {
      throw new IllegalArgumentException("size must be in [0, 1], was " + size);
    }
    if (rows < 4) {
      throw new IllegalArgumentException("rows must be >= 4, was " + rows);
    }
    double clipped = Math.min(size, NEXT_TO_ONE);
    double centre = 0.5 * StrictMath.log((1 + clipped) / (1 - clipped));
    double half = Quantiles.normal((1 + level) / 2) / Math.sqrt(rows - 3.0);
    double low = Math.max(0, StrictMath.tanh(centre - half));
    return new Interval(size, low, Math.max(size, StrictMath.tanh(centre + half)), level);
  }
}
