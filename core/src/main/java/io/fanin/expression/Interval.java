package io.fanin.expression;

/**
 * The real numbers from {@code lo} to {@code hi}; either may be infinite.
 *
 * @param lo at most hi, not NaN
 * @param hi at least lo, not NaN
 */
public record Interval(double lo, double hi) {
  /** All real numbers. */
  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static final Interval ZERO = point(0);
  static final Interval ONE = point(1);
  static final Interval BIT = new Interval(0, 1);

  /** Checks the order of the ends. */
  public Interval {
    if (!(lo <= hi)) {
      throw new IllegalArgumentException("no interval from " + lo + " to " + hi);
    }
  }

  /** One number. */
  public static Interval point(double value) {
    return new Interval(value, value);
  }

  /** The interval between two numbers in either order. */
  static Interval between(double a, double b) {
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  /** An interval widened by some units in the last place; NaN ends become infinite. */
  static Interval outward(double lo, double hi, int ulps) {
    double a = lo;
    double b = hi;
    for (int i = 0; i < ulps; i++) {
      a = Math.nextDown(a);
      b = Math.nextUp(b);
    }
    return new Interval(
        Double.isNaN(a) ? Double.NEGATIVE_INFINITY : a,
        Double.isNaN(b) ? Double.POSITIVE_INFINITY : b);
  }

  /** Whether the number lies within, ends included. */
  public boolean contains(double value) {
    return lo <= value && value <= hi;
  }

  /** {@code hi - lo}. */
  public double width() {
    return hi - lo;
  }

  /** The largest absolute value. */
  public double magnitude() {
    return Math.max(Math.abs(lo), Math.abs(hi));
  }

  /** A finite number within: the middle where both ends are finite. */
  public double middle() {
    double a = Math.max(lo, -1e300);
    double b = Math.min(hi, 1e300);
    return Math.max(lo, Math.min(hi, a + (b - a) / 2));
  }

  /** The smallest interval that holds both. */
  public Interval hull(Interval other) {
    return new Interval(Math.min(lo, other.lo), Math.max(hi, other.hi));
  }

  boolean isPoint() {
    return lo == hi;
  }

  boolean isZero() {
    return lo == 0 && hi == 0;
  }

  Interval plus(Interval b) {
    if (isZero() || b.isZero()) {
      return isZero() ? b : this;
    }
    return outward(lo + b.lo, hi + b.hi, 1);
  }

  Interval negate() {
    return new Interval(0.0 - hi, 0.0 - lo);
  }

  Interval times(Interval b) {
    if (isZero() || b.isZero()) {
      return ZERO;
    }
    double p = product(lo, b.lo);
    double q = product(lo, b.hi);
    double r = product(hi, b.lo);
    double s = product(hi, b.hi);
    return outward(
        Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)), 1);
  }

  /** Infinity stands for numbers without bound, so zero times infinity is zero. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  Interval over(Interval b) {
    if ((b.lo < 0 && b.hi > 0) || b.isZero()) {
      return ALL;
    }
    // A zero end of a one-sided divisor is a pole: the sign of that infinity must be right.
    double low = b.lo == 0 ? Double.POSITIVE_INFINITY : 1 / b.lo;
    double high = b.hi == 0 ? Double.NEGATIVE_INFINITY : 1 / b.hi;
    Interval reciprocal = outward(high, low, 1);
    return isZero() ? ZERO : times(reciprocal);
  }
}
