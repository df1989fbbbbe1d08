package io.fanin.expression;

/**
 * The chain rule on intervals: from the range and slope of each input to the slope of the result.
 *
 * <p>A jump that the inputs may cross has every slope; a kink has all slopes between its sides.
 */
final class SlopeRules {
  private SlopeRules() {}

  static Interval slope(Operation operation, int[] in, Interval[] r, Interval[] d, Interval y) {
    return switch (operation) {
      case ADD -> sum(in, d);
      case MULTIPLY -> product(in, r, d);
      case DIVIDE -> quotient(in, r, d, y);
      case POWER -> power(in, r, d, y);
      case HERMITE -> hermite(in, r, d);
      case MIN, MAX -> extreme(operation, in, r, d);
      case IF -> choice(in, r, d);
      case SIGN, STEP, FLOOR -> y.isPoint() ? Interval.ZERO : jump(in, d);
      default ->
          in.length == 1 && operation != Operation.NOT
              ? d[in[0]].times(unary(operation, r[in[0]], y))
              : (y.isPoint() ? Interval.ZERO : jump(in, d));
    };
  }

  private static Interval jump(int[] in, Interval[] d) {
    for (int register : in) {
      if (!d[register].isZero()) {
        return Interval.ALL;
      }
    }
    return Interval.ZERO;
  }

  private static Interval sum(int[] in, Interval[] d) {
    Interval sum = Interval.ZERO;
    for (int register : in) {
      sum = sum.plus(d[register]);
    }
    return sum;
  }

  private static Interval product(int[] in, Interval[] r, Interval[] d) {
    Interval[] after = new Interval[in.length];
    Interval product = Interval.ONE;
    for (int i = in.length - 1; i >= 0; i--) {
      after[i] = product;
      product = product.times(r[in[i]]);
    }
    Interval slope = Interval.ZERO;
    Interval before = Interval.ONE;
    for (int i = 0; i < in.length; i++) {
      slope = slope.plus(d[in[i]].times(before.times(after[i])));
      before = before.times(r[in[i]]);
    }
    return slope;
  }

  private static Interval quotient(int[] in, Interval[] r, Interval[] d, Interval y) {
    Interval dividend = d[in[0]];
    Interval divisor = d[in[1]];
    if (dividend.isZero() && divisor.isZero()) {
      return Interval.ZERO;
    }
    return dividend.plus(y.times(divisor).negate()).over(r[in[1]]);
  }

  private static Interval power(int[] in, Interval[] r, Interval[] d, Interval y) {
    Interval base = r[in[0]];
    Interval exponent = r[in[1]];
    Interval slope = Interval.ZERO;
    if (!d[in[0]].isZero() && !exponent.isZero()) {
      Interval lower = IntervalRules.power(base, exponent.plus(Interval.point(-1)));
      if (exponent.isPoint()) {
        lower = IntervalRules.power(base, Interval.point(exponent.lo() - 1));
      }
      slope = d[in[0]].times(exponent.times(lower));
    }
    if (!d[in[1]].isZero()) {
      Interval logarithm = IntervalRules.unary(Operation.LOG, base);
      slope = slope.plus(d[in[1]].times(y.times(logarithm)));
    }
    return slope;
  }

  private static Interval hermite(int[] in, Interval[] r, Interval[] d) {
    int order = (int) r[in[0]].lo();
    if (order == 0) {
      return Interval.ZERO;
    }
    Interval lower = IntervalRules.hermite(order - 1, r[in[1]]);
    return d[in[1]].times(lower.times(Interval.point(order)));
  }

  /** Only an argument that can win somewhere in the box lends its slope. */
  private static Interval extreme(Operation operation, int[] in, Interval[] r, Interval[] d) {
    double bar = operation == Operation.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    for (int register : in) {
      bar =
          operation == Operation.MIN
              ? Math.min(bar, r[register].hi())
              : Math.max(bar, r[register].lo());
    }
    Interval slope = null;
    for (int register : in) {
      boolean mayWin =
          operation == Operation.MIN ? r[register].lo() <= bar : r[register].hi() >= bar;
      if (mayWin) {
        slope = slope == null ? d[register] : slope.hull(d[register]);
      }
    }
    return slope == null ? Interval.ZERO : slope;
  }

  private static Interval choice(int[] in, Interval[] r, Interval[] d) {
    Interval condition = r[in[0]];
    if (condition.isZero()) {
      return d[in[2]];
    }
    if (!condition.contains(0)) {
      return d[in[1]];
    }
    return d[in[0]].isZero() ? d[in[1]].hull(d[in[2]]) : Interval.ALL;
  }

  private static Interval unary(Operation operation, Interval x, Interval y) {
    return switch (operation) {
      case NEGATE -> Interval.point(-1);
      case SIN -> IntervalRules.unary(Operation.COS, x);
      case COS -> IntervalRules.unary(Operation.SIN, x).negate();
      case TAN -> Interval.ONE.plus(square(y));
      case ATAN -> Interval.ONE.over(Interval.ONE.plus(square(x)));
      case SINH -> IntervalRules.unary(Operation.COSH, x);
      case COSH -> IntervalRules.unary(Operation.SINH, x);
      case TANH -> Interval.ONE.plus(square(y).negate());
      case EXP -> y;
      case LOG -> Interval.ONE.over(notNegative(x));
      case SQRT -> Interval.point(0.5).over(notNegative(y));
      case ABS -> IntervalRules.unary(Operation.SIGN, x);
      case SIGMOID -> bump(y);
      case RELU -> new Interval(Scalars.bit(x.lo() > 0), Scalars.bit(x.hi() > 0));
      case SOFTPLUS -> IntervalRules.unary(Operation.SIGMOID, x);
      case ERF ->
          IntervalRules.unary(Operation.EXP, square(x).negate())
              .times(Interval.outward(2 / Math.sqrt(Math.PI), 2 / Math.sqrt(Math.PI), 2));
      default -> throw new AssertionError(operation);
    };
  }

  private static Interval square(Interval x) {
    return IntervalRules.power(x, Interval.point(2));
  }

  private static Interval notNegative(Interval x) {
    return new Interval(Math.max(x.lo(), 0), Math.max(x.hi(), 0));
  }

  /** {@code y(1 - y)} for y within [0, 1], largest at one half. */
  private static Interval bump(Interval y) {
    double a = y.lo() * (1 - y.lo());
    double b = y.hi() * (1 - y.hi());
    double top = y.contains(0.5) ? 0.25 : Math.max(a, b);
    return Interval.outward(Math.min(a, b), top, 4);
  }
}
