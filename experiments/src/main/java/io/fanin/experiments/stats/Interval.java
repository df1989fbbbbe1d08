package io.fanin.experiments.stats;

/**
 * An estimate with its interval. NaN in any part means that it could not be estimated.
 *
 * @param estimate usually, but not always, between the ends
 * @param low lower end, or minus infinity
 * @param high upper end, or infinity
 * @param level share of such intervals that should hold the truth, in (0, 1)
 */
public record Interval(double estimate, double low, double high, double level) {
  /** Refuses a level outside (0, 1) and ends in the wrong order. */
  public Interval {
    requireLevel(level);
    if (low > high) {
      throw new IllegalArgumentException("low " + low + " is above high " + high);
    }
  }

  /** What is known when nothing could be estimated. */
  public static Interval undefined(double level) {
    return new Interval(Double.NaN, Double.NaN, Double.NaN, level);
  }

  /** Whether estimate and both ends are numbers. */
  public boolean isDefined() {
    return !Double.isNaN(estimate) && !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether the whole interval lies in {@code [from, to]}; never if it is not defined. */
  public boolean isInside(double from, double to) {
    return isDefined() && low >= from && high <= to;
  }

  /** Whether no point lies in {@code [from, to]}; never if it is not defined. */
  public boolean isDisjointFrom(double from, double to) {
    return isDefined() && (low > to || high < from);
  }

  /** Whether the number lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** {@code estimate [low, high]} with four digits. */
  @Override
  public String toString() {
    return Digits.brief(estimate) + " [" + Digits.brief(low) + ", " + Digits.brief(high) + "]";
  }

  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), was " + level);
    }
  }
}
