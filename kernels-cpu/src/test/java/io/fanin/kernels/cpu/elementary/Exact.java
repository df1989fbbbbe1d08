package io.fanin.kernels.cpu.elementary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A function's value with some eighty right digits, from Taylor series.
 *
 * @param value the value
 * @param size what an error is measured against: the value's size, or that of its terms
 */
record Exact(BigDecimal value, BigDecimal size) {
  private static final MathContext DIGITS = new MathContext(110);
  private static final BigDecimal EPSILON = new BigDecimal("1e-110");
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal PI = pi();
  private static final BigDecimal SCALE =
      new BigDecimal(StrictMath.sqrt(2 / StrictMath.PI)).multiply(TWO);
  private static final BigDecimal CUBIC = new BigDecimal(0.044715);

  static Exact of(Function function, double argument) {
    BigDecimal x = new BigDecimal(argument);
    BigDecimal square = x.multiply(x, DIGITS);
    return switch (function) {
      case EXP -> sum(exp(x));
      case LOG -> sum(log(x));
      case LOG1P -> sum(log(x.add(ONE)));
      case TANH -> sum(tanh(x));
      case SIGMOID -> sum(sigmoid(x));
      case SOFTPLUS -> sum(softplus(x));
      case GELU -> sum(x.multiply(sigmoid(geluArgument(x, square)), DIGITS));
      case SILU -> sum(x.multiply(sigmoid(x), DIGITS));
      case SINE -> sum(sin(x));
      case TANH_SLOPE -> sum(ONE.subtract(x.multiply(x)));
      case SIGMOID_SLOPE -> sum(x.multiply(ONE.subtract(x)));
      case SOFTPLUS_SLOPE -> sum(expm1(x.negate()).negate());
      case GELU_SLOPE -> gate(geluArgument(x, square), x.multiply(steepness(square), DIGITS));
      case SILU_SLOPE -> gate(x, x);
      case COSINE -> sum(sin(x.add(PI.divide(TWO, DIGITS))));
    };
  }

  private static Exact sum(BigDecimal... terms) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (BigDecimal term : terms) {
      value = value.add(term, DIGITS);
      size = size.add(term.abs(), DIGITS);
    }
    return new Exact(value, size);
  }

  private static Exact gate(BigDecimal argument, BigDecimal factor) {
    BigDecimal s = sigmoid(argument);
    return sum(s, factor.multiply(s, DIGITS).multiply(sigmoid(argument.negate()), DIGITS));
  }

  private static BigDecimal geluArgument(BigDecimal x, BigDecimal square) {
    return SCALE.multiply(x, DIGITS).multiply(ONE.add(CUBIC.multiply(square, DIGITS)), DIGITS);
  }

  private static BigDecimal steepness(BigDecimal square) {
    BigDecimal three = BigDecimal.valueOf(3);
    return SCALE.multiply(ONE.add(CUBIC.multiply(three).multiply(square, DIGITS)), DIGITS);
  }

  private static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(ONE.add(exp(x.negate()), DIGITS), DIGITS);
  }

  private static BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.multiply(TWO));
    return e.divide(e.add(TWO), DIGITS);
  }

  private static BigDecimal softplus(BigDecimal x) {
    BigDecimal e = exp(x.abs().negate());
    // The logarithm's digits end at 1e-110: below, its series.
    BigDecimal log =
        e.compareTo(new BigDecimal("1e-40")) < 0
            ? e.subtract(e.multiply(e, DIGITS).divide(TWO, DIGITS), DIGITS)
            : log(ONE.add(e, DIGITS));
    return x.max(BigDecimal.ZERO).add(log, DIGITS);
  }

  private static BigDecimal exp(BigDecimal x) {
    return ONE.add(expm1(x), DIGITS);
  }

  /** Taylor's series at {@code x / 2^halvings}, then {@code e (e + 2)} as often. */
  private static BigDecimal expm1(BigDecimal x) {
    if (x.signum() < 0 && x.compareTo(BigDecimal.ONE.negate()) < 0) {
      return ONE.divide(exp(x.negate()), DIGITS).subtract(ONE);
    }
    int halvings = 24;
    BigDecimal small = x.divide(TWO.pow(halvings), DIGITS);
    BigDecimal term = small;
    BigDecimal sum = small;
    for (int k = 2; term.abs().compareTo(EPSILON.multiply(small.abs())) > 0; k++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum.add(TWO), DIGITS);
    }
    return sum;
  }

  /** Two steps of Halley's method, each of which triples the digits. */
  private static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    for (int step = 0; step < 2; step++) {
      BigDecimal e = exp(y);
      BigDecimal change = x.subtract(e).multiply(TWO).divide(x.add(e), DIGITS);
      y = y.add(change, DIGITS);
    }
    return y;
  }

  private static BigDecimal sin(BigDecimal x) {
    BigDecimal turns = x.divide(PI, DIGITS).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal r = x.subtract(turns.multiply(PI));
    BigDecimal square = r.multiply(r, DIGITS).negate();
    BigDecimal term = r;
    BigDecimal sum = r;
    for (int k = 1; term.abs().compareTo(EPSILON) > 0; k++) {
      term = term.multiply(square, DIGITS);
      term = term.divide(BigDecimal.valueOf(2L * k * (2L * k + 1)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return turns.toBigInteger().testBit(0) ? sum.negate() : sum;
  }

  /** Machin's formula. */
  private static BigDecimal pi() {
    BigDecimal sixteen = arctan(5).multiply(BigDecimal.valueOf(16));
    return sixteen.subtract(arctan(239).multiply(BigDecimal.valueOf(4)), DIGITS);
  }

  private static BigDecimal arctan(int inverse) {
    BigDecimal power = ONE.divide(BigDecimal.valueOf(inverse), DIGITS);
    BigDecimal sum = power;
    for (int k = 3; power.compareTo(EPSILON) > 0; k += 2) {
      power = power.divide(BigDecimal.valueOf(-(long) inverse * inverse), DIGITS).abs();
      BigDecimal term = power.divide(BigDecimal.valueOf(k), DIGITS);
      sum = k % 4 == 3 ? sum.subtract(term, DIGITS) : sum.add(term, DIGITS);
    }
    return sum;
  }
}
