package io.fanin.expression;

import java.util.function.DoubleUnaryOperator;

/** The range of each operation over intervals, rounded outwards. */
final class IntervalRules {
  /** {@code StrictMath} is good to one unit in the last place; compositions of it to a few. */
  private static final int ULPS = 4;

  private static final int ERF_ULPS = 64;
  private static final int HERMITE_PIECES = 16;
  private static final double LARGEST_ANGLE = 1e8;

  private IntervalRules() {}

  static Interval value(Operation operation, Interval[] r, int[] in) {
    Interval x = r[in[0]];
    return switch (operation) {
      case ADD -> sum(r, in);
      case MULTIPLY -> product(r, in);
      case NEGATE -> x.negate();
      case DIVIDE -> x.over(r[in[1]]);
      case POWER -> power(x, r[in[1]]);
      case MIN, MAX -> extreme(operation, r, in);
      case IF -> choice(x, r[in[1]], r[in[2]]);
      case HERMITE -> hermite((int) x.lo(), r[in[1]]);
      default ->
          in.length == 1 && operation != Operation.NOT
              ? unary(operation, x)
              : truth(operation, r, in);
    };
  }

  private static Interval sum(Interval[] r, int[] in) {
    Interval sum = r[in[0]];
    for (int i = 1; i < in.length; i++) {
      sum = sum.plus(r[in[i]]);
    }
    return sum;
  }

  private static Interval product(Interval[] r, int[] in) {
    Interval product = r[in[0]];
    for (int i = 1; i < in.length; i++) {
      product = product.times(r[in[i]]);
    }
    return product;
  }

  private static Interval extreme(Operation operation, Interval[] r, int[] in) {
    Interval best = r[in[0]];
    for (int i = 1; i < in.length; i++) {
      Interval b = r[in[i]];
      best =
          operation == Operation.MIN
              ? new Interval(Math.min(best.lo(), b.lo()), Math.min(best.hi(), b.hi()))
              : new Interval(Math.max(best.lo(), b.lo()), Math.max(best.hi(), b.hi()));
    }
    return best;
  }

  private static Interval choice(Interval condition, Interval yes, Interval no) {
    if (condition.isZero()) {
      return no;
    }
    return condition.contains(0) ? yes.hull(no) : yes;
  }

  private static Interval truth(Operation operation, Interval[] r, int[] in) {
    if (operation.isComparison()) {
      return comparison(operation, r[in[0]], r[in[1]]);
    }
    int certain = 0;
    int possible = 0;
    for (int register : in) {
      certain += r[register].contains(0) ? 0 : 1;
      possible += r[register].isZero() ? 0 : 1;
    }
    return switch (operation) {
      case AND -> bits(possible == in.length, certain == in.length);
      case OR -> bits(possible > 0, certain > 0);
      case NOT -> bits(certain == 0, possible == 0);
      default -> certain == possible ? Interval.point(certain % 2) : Interval.BIT;
    };
  }

  private static Interval comparison(Operation operation, Interval a, Interval b) {
    boolean apart = a.hi() < b.lo() || b.hi() < a.lo();
    boolean same = a.isPoint() && b.isPoint() && a.lo() == b.lo();
    return switch (operation) {
      case LESS -> bits(a.lo() < b.hi(), a.hi() < b.lo());
      case AT_MOST -> bits(a.lo() <= b.hi(), a.hi() <= b.lo());
      case GREATER -> bits(a.hi() > b.lo(), a.lo() > b.hi());
      case AT_LEAST -> bits(a.hi() >= b.lo(), a.lo() >= b.hi());
      case EQUAL -> bits(!apart, same);
      default -> bits(!same, apart);
    };
  }

  private static Interval bits(boolean possible, boolean certain) {
    return new Interval(Scalars.bit(certain), Scalars.bit(possible));
  }

  static Interval unary(Operation operation, Interval x) {
    return switch (operation) {
      case SIN -> wave(x, StrictMath::sin, Math.PI / 2);
      case COS -> wave(x, StrictMath::cos, 0);
      case TAN -> tangent(x);
      case COSH -> even(x, StrictMath::cosh);
      case ABS -> even(x, Math::abs);
      case LOG, SQRT -> positive(operation, x);
      case ATAN, TANH, SIGMOID, SINH, EXP, SOFTPLUS -> rising(operation, x, ULPS);
      case ERF -> rising(operation, x, ERF_ULPS);
      default -> rising(operation, x, 0);
    };
  }

  private static Interval rising(Operation operation, Interval x, int ulps) {
    return Interval.outward(
        Scalars.unary(operation, x.lo()), Scalars.unary(operation, x.hi()), ulps);
  }

  private static Interval positive(Operation operation, Interval x) {
    double lo = Math.max(x.lo(), 0);
    return Interval.outward(
        Scalars.unary(operation, lo), Scalars.unary(operation, Math.max(x.hi(), lo)), ULPS);
  }

  private static Interval even(Interval x, DoubleUnaryOperator f) {
    double least = x.contains(0) ? 0 : Math.min(Math.abs(x.lo()), Math.abs(x.hi()));
    return Interval.outward(f.applyAsDouble(least), f.applyAsDouble(x.magnitude()), ULPS);
  }

  /** A wave with a maximum at {@code crest} and every full turn from there. */
  private static Interval wave(Interval x, DoubleUnaryOperator f, double crest) {
    if (!(x.magnitude() <= LARGEST_ANGLE)) {
      return new Interval(-1, 1);
    }
    Interval ends = Interval.between(f.applyAsDouble(x.lo()), f.applyAsDouble(x.hi()));
    double hi = holdsMultiple(x, crest, 2 * Math.PI) ? 1 : ends.hi();
    double lo = holdsMultiple(x, crest + Math.PI, 2 * Math.PI) ? -1 : ends.lo();
    Interval wide = Interval.outward(lo, hi, ULPS);
    return new Interval(Math.max(wide.lo(), -1), Math.min(wide.hi(), 1));
  }

  /** Whether {@code offset + k·period} lies within for a whole k, or so near that it may. */
  private static boolean holdsMultiple(Interval x, double offset, double period) {
    double slack = 1e-15 * (1 + x.magnitude());
    double k = Math.ceil((x.lo() - slack - offset) / period - 1e-15);
    return offset + k * period <= x.hi() + slack;
  }

  private static Interval tangent(Interval x) {
    if (!(x.magnitude() <= LARGEST_ANGLE) || holdsMultiple(x, Math.PI / 2, Math.PI)) {
      return Interval.ALL;
    }
    return Interval.outward(StrictMath.tan(x.lo()), StrictMath.tan(x.hi()), ULPS);
  }

  static Interval power(Interval base, Interval exponent) {
    double n = exponent.lo();
    if (exponent.isPoint() && n == Math.rint(n) && Math.abs(n) <= 1e6) {
      return wholePower(base, n);
    }
    if (!(base.hi() >= 0)) {
      return Interval.ALL;
    }
    if (exponent.isPoint()) {
      return realPower(new Interval(Math.max(base.lo(), 0), base.hi()), n);
    }
    if (!(base.lo() > 0)) {
      return base.lo() < 0 ? Interval.ALL : new Interval(0, Double.POSITIVE_INFINITY);
    }
    Interval power = exponent.times(unary(Operation.LOG, base));
    // exp∘log loses accuracy in proportion to the exponent's size.
    double slack = 1e-13 * (1 + power.magnitude());
    if (!(slack < 1)) {
      return new Interval(0, Double.POSITIVE_INFINITY);
    }
    Interval wide = unary(Operation.EXP, power);
    return new Interval(Math.max(0, wide.lo() * (1 - slack)), Math.max(0, wide.hi() * (1 + slack)));
  }

  private static Interval realPower(Interval base, double n) {
    double a = SpecialFunctions.power(base.lo(), n);
    double b = SpecialFunctions.power(base.hi(), n);
    return Interval.outward(Math.min(a, b), Math.max(a, b), ULPS);
  }

  private static Interval wholePower(Interval base, double n) {
    if (n == 0) {
      return Interval.ONE;
    }
    if (n < 0) {
      return Interval.ONE.over(wholePower(base, -n));
    }
    // Each multiplication may round, and StrictMath.pow beyond 64 is good to one unit.
    int ulps = (int) Math.min(n, 64) + ULPS;
    double a = SpecialFunctions.power(base.lo(), n);
    double b = SpecialFunctions.power(base.hi(), n);
    if (n % 2 == 0) {
      double least = base.contains(0) ? 0 : Math.min(a, b);
      Interval wide = Interval.outward(least, Math.max(a, b), ulps);
      return new Interval(Math.max(0, wide.lo()), wide.hi());
    }
    return Interval.outward(a, b, n == 1 ? 0 : ulps);
  }

  /** The recurrence widens quickly, so the interval is cut into pieces first. */
  static Interval hermite(int order, Interval x) {
    if (order == 0) {
      return Interval.ONE;
    }
    if (!(x.width() <= Double.MAX_VALUE)) {
      return Interval.ALL;
    }
    Interval hull = hermitePiece(order, x);
    double step = x.width() / HERMITE_PIECES;
    if (!(step > 0)) {
      return hull;
    }
    Interval pieces = hermitePiece(order, Interval.point(x.lo()));
    for (int i = 0; i < HERMITE_PIECES; i++) {
      double lo = x.lo() + i * step;
      double hi = i + 1 == HERMITE_PIECES ? x.hi() : x.lo() + (i + 1) * step;
      pieces = pieces.hull(hermitePiece(order, Interval.between(lo, hi)));
    }
    return new Interval(Math.max(hull.lo(), pieces.lo()), Math.min(hull.hi(), pieces.hi()));
  }

  private static Interval hermitePiece(int order, Interval x) {
    Interval previous = Interval.ONE;
    Interval current = x;
    for (int k = 1; k < order; k++) {
      Interval following = x.times(current).plus(previous.times(Interval.point(-k)));
      previous = current;
      current = following;
    }
    return current;
  }
}
