package io.fanin.expression;

/** Functions that {@code StrictMath} lacks. */
final class SpecialFunctions {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private SpecialFunctions() {}

  /** {@code 1/(1 + exp(-x))} without overflow. */
  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + StrictMath.exp(-x));
    }
    double t = StrictMath.exp(x);
    return t / (1 + t);
  }

  /** {@code log(1 + exp(x))} without overflow. */
  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** Probabilists' Hermite polynomial by {@code He(k+1) = x He(k) - k He(k-1)}. */
  static double hermite(int order, double x) {
    double previous = 1;
    double current = x;
    if (order == 0) {
      return 1;
    }
    for (int k = 1; k < order; k++) {
      double following = x * current - k * previous;
      previous = current;
      current = following;
    }
    return current;
  }

  /**
   * The error function to about 1e-15: below 3 the series {@code 2/√π exp(-x²) Σ 2^n x^(2n+1) /
   * (2n+1)!!}, whose terms are all positive, so nothing cancels; from 3 on the continued fraction
   * of its complement (Abramowitz and Stegun 7.1.6, 7.1.14).
   */
  static double erf(double x) {
    double a = Math.abs(x);
    if (!(a < 6)) {
      return Double.isNaN(x) ? x : Math.copySign(1, x);
    }
    return Math.copySign(a < 3 ? series(a) : 1 - complement(a), x);
  }

  private static double series(double a) {
    double term = a;
    double sum = a;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * a * a / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_SQRT_PI * StrictMath.exp(-a * a) * sum;
  }

  private static double complement(double a) {
    double tail = a;
    for (int k = 60; k >= 1; k--) {
      tail = a + 0.5 * k / tail;
    }
    return StrictMath.exp(-a * a) * TWO_OVER_SQRT_PI / 2 / tail;
  }

  /**
   * A power; whole exponents up to 64 in size by multiplication, so that {@code x^2} is {@code x*x}
   * to the bit.
   */
  static double power(double base, double exponent) {
    double size = Math.abs(exponent);
    if (!(size <= 64) || size != Math.rint(size)) {
      return StrictMath.pow(base, exponent);
    }
    double result = 1;
    double square = base;
    for (int n = (int) size; n > 0; n >>= 1) {
      result = (n & 1) == 1 ? result * square : result;
      square *= square;
    }
    return exponent < 0 ? 1 / result : result;
  }
}
