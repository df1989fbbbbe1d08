package io.fanin.kernels.cpu.elementary;

/**
 * Constants of the double-precision functions, and their polynomials for one number.
 *
 * <p>Every polynomial is a weighted minimax fit (Remez exchange with 60 digits), rounded to double:
 *
 * <ul>
 *   <li>{@code (exp(r) - 1 - r) / r^2}, degree 10, |r| <= log(2)/2: relative error of {@code exp(r)
 *       - 1} at most 2^-60.4
 *   <li>{@code (log((1 + s) / (1 - s)) / s - 2) / s^2}, in {@code s^2}, of degree 6 for s <=
 *       0.1716, 9 for s <= 1/3: relative error of the logarithm at most 2^-59.4 and 2^-58.5
 *   <li>{@code (sin(r) / r - 1) / r^2}, in {@code r^2}, degree 7, |r| <= pi/2: relative error of
 *       the sine at most 2^-61.4
 * </ul>
 *
 * <p>{@code LN2_HI} has 40 bits, so that its product with an exponent is exact. {@code PI_A + PI_B
 * + PI_C} is pi but for 2^-157.
 */
final class DoubleNumbers {
  static final double HALF = 0.5;
  static final double MINUS_HALF = -HALF;

  /** Added to a small number, it leaves the nearest integer in the low bits. */
  static final double MAGIC = 0x1.8p52;

  /** The same, so that those bits are the exponent field of a power of two. */
  static final double SCALE_MAGIC = MAGIC + 1023;

  /** The same for twice an exponent field: a power of two cut into two factors. */
  static final double HALVES_MAGIC = MAGIC + 2046;

  /** Width of the mantissa field, and so the place of the exponent field. */
  static final int MANTISSA = 52;

  static final long MANTISSA_MASK = (1L << MANTISSA) - 1;
  static final long SIGN = Long.MIN_VALUE;
  static final int SIGN_PLACE = 63;
  static final long ONE_BITS = 0x3ff0000000000000L;

  /** The bits of the square root of 1/2, where mantissas begin. */
  static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;

  /** The bits of 2^MANTISSA; an integer below that may be ORed into them. */
  static final long INTEGER_BITS = 0x4330000000000000L;

  static final double INTEGER_BIASED = 0x1p52 + 1023;

  static final double LOG2_E = 0x1.71547652b82fep0;
  static final double LN2_HI = 0x1.62e42fefa4p-1;
  static final double LN2_LO = -0x1.8432a1b0e2634p-43;

  /** From here on exp is infinite. */
  static final double EXP_HIGH = 710;

  /** From here down exp rounds to zero, and {@code exp(-|x|)} is cut. */
  static final double EXP_LOW = -746;

  /** From here on tanh rounds to 1. */
  static final double TANH_CUT = 22;

  /** Outputs from here on belong to a slope that rounds to 1. */
  static final double SOFTPLUS_CUT = 64;

  /** At minus this and below silu rounds to zero. */
  static final double SILU_CUT = 753;

  /** At minus this and below gelu rounds to zero. */
  static final double GELU_CUT = 22;

  /**
   * {@code gelu(z) = z sigmoid(GELU_1 z + GELU_3 z^3)}; a constant is its HI plus its LO, and this
   * one so short that it can be subtracted from a larger number without error.
   */
  static final double GELU_1_HI = 0x1.988p0;

  static final double GELU_1_LO = 0x1.14cf50d944p-14;
  static final double GELU_3 = 0x1.2444f2a4d8b4bp-4;
  static final double GELU_3_LO = 0x1.8c95337d724ep-62;

  /** Up to here the reduction of sine and cosine holds; beyond, StrictMath. */
  static final double SINE_LIMIT = 0x1p30;

  static final double INVERSE_PI = 0x1.45f306dc9c883p-2;
  static final double PI_A = 0x1.921fb54442d18p1;
  static final double PI_B = 0x1.1a62633145c06p-53;
  static final double PI_C = 0x1.c1cd129024e08p-106;

  /** Beyond this log1p is log. */
  static final double LOG1P_LIMIT = 0x1p60;

  static final double E0 = 0x1p-1;
  static final double E1 = 0x1.5555555555559p-3;
  static final double E2 = 0x1.555555555555ap-5;
  static final double E3 = 0x1.111111110f6cap-7;
  static final double E4 = 0x1.6c16c16c1446ap-10;
  static final double E5 = 0x1.a01a01afdb9bfp-13;
  static final double E6 = 0x1.a01a01b0b23dp-16;
  static final double E7 = 0x1.71ddf8693ea77p-19;
  static final double E8 = 0x1.27e4c5a80b805p-22;
  static final double E9 = 0x1.af5e9c778cc7cp-26;
  static final double E10 = 0x1.1f955aa0cdbeep-29;

  static final double A0 = 0x1.555555555558bp-1;
  static final double A1 = 0x1.9999999981c2ap-2;
  static final double A2 = 0x1.24924940881dbp-2;
  static final double A3 = 0x1.c71c53095cdcdp-3;
  static final double A4 = 0x1.74660fdf64d1ep-3;
  static final double A5 = 0x1.39a60d359cadap-3;
  static final double A6 = 0x1.2edd29410a62ap-3;

  static final double W0 = 0x1.5555555555537p-1;
  static final double W1 = 0x1.99999999a0373p-2;
  static final double W2 = 0x1.24924920a49cbp-2;
  static final double W3 = 0x1.c71c74129799p-3;
  static final double W4 = 0x1.745cb52d0686cp-3;
  static final double W5 = 0x1.3b1dc53089362p-3;
  static final double W6 = 0x1.1068cddde4c0dp-3;
  static final double W7 = 0x1.efc93dce3dfd4p-4;
  static final double W8 = 0x1.55ee502b8a08bp-4;
  static final double W9 = 0x1.5c43811d85e5p-3;

  static final double S0 = -0x1.5555555555555p-3;
  static final double S1 = 0x1.11111111110c8p-7;
  static final double S2 = -0x1.a01a01a014d6fp-13;
  static final double S3 = 0x1.71de3a52a0af9p-19;
  static final double S4 = -0x1.ae6454d4719f2p-26;
  static final double S5 = 0x1.6123cd05d1cdap-33;
  static final double S6 = -0x1.ae4383d028e37p-41;
  static final double S7 = 0x1.88328f396b79p-49;

  private DoubleNumbers() {}

  /** {@code exp(r) - 1}. */
  static double expm1(double r) {
    double p = Math.fma(r, E10, E9);
    p = Math.fma(r, p, E8);
    p = Math.fma(r, p, E7);
    p = Math.fma(r, p, E6);
    p = Math.fma(r, p, E5);
    p = Math.fma(r, p, E4);
    p = Math.fma(r, p, E3);
    p = Math.fma(r, p, E2);
    p = Math.fma(r, p, E1);
    p = Math.fma(r, p, E0);
    return Math.fma(r * r, p, r);
  }

  /** {@code log((1 + s) / (1 - s)) / s - 2} in {@code z = s^2}, for s <= 0.1716. */
  static double atanh(double z) {
    double p = Math.fma(z, A6, A5);
    p = Math.fma(z, p, A4);
    p = Math.fma(z, p, A3);
    p = Math.fma(z, p, A2);
    p = Math.fma(z, p, A1);
    p = Math.fma(z, p, A0);
    return z * p;
  }

  /** The same for s <= 1/3. */
  static double wideAtanh(double z) {
    double p = Math.fma(z, W9, W8);
    p = Math.fma(z, p, W7);
    p = Math.fma(z, p, W6);
    p = Math.fma(z, p, W5);
    p = Math.fma(z, p, W4);
    p = Math.fma(z, p, W3);
    p = Math.fma(z, p, W2);
    p = Math.fma(z, p, W1);
    p = Math.fma(z, p, W0);
    return z * p;
  }

  /** {@code (sin(r) / r - 1) / r^2} in {@code z = r^2}. */
  static double sine(double z) {
    double p = Math.fma(z, S7, S6);
    p = Math.fma(z, p, S5);
    p = Math.fma(z, p, S4);
    p = Math.fma(z, p, S3);
    p = Math.fma(z, p, S2);
    p = Math.fma(z, p, S1);
    p = Math.fma(z, p, S0);
    return p;
  }

  /** The same number: doubles need no rounding. */
  static double real(double x) {
    return x;
  }
}
