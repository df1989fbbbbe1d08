package io.fanin.experiments.result;

/** A range of values, {@code lo <= hi}; an end may be infinite, neither may be NaN. */
public record Interval(double lo, double hi) {
  public Interval {
    Require.condition(lo <= hi, "an interval needs lo <= hi, was " + lo + " and " + hi);
  }

  /** Whether {@code other} lies inside this interval. */
  public boolean contains(Interval other) {
    return lo <= other.lo && other.hi <= hi;
  }

  /** Whether {@code other} and this interval share no point. */
  public boolean isDisjointFrom(Interval other) {
    return other.hi < lo || hi < other.lo;
  }
}
