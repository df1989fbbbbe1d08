package io.fanin.kernels.cpu.elementary;

/**
 * Constants of the single-precision functions, and their polynomials for one number.
 *
 * <p>Every polynomial is a weighted minimax fit (Remez exchange with 60 digits), rounded to float:
 *
 * <ul>
 *   <li>{@code (exp(r) - 1 - r) / r^2}, degree 5, |r| <= log(2)/2: relative error of {@code exp(r)
 *       - 1} at most 2^-28.7
 *   <li>{@code (log((1 + s) / (1 - s)) / s - 2) / s^2}, in {@code s^2}, of degree 2 for s <=
 *       0.1716, 4 for s <= 1/3: relative error of the logarithm at most 2^-30.1 and 2^-32.9
 *   <li>{@code (sin(r) / r - 1) / r^2}, in {@code r^2}, degree 3, |r| <= 1.58: relative error of
 *       the sine at most 2^-27.1
 * </ul>
 *
 * <p>{@code LN2_HI} has 15 bits, so that its product with an exponent is exact. {@code PI_A + PI_B
 * + PI_C} is pi but for 2^-74.
 */
final class FloatNumbers {
  static final float HALF = 0.5f;
  static final float MINUS_HALF = -HALF;

  /** Added to a small number, it leaves the nearest integer in the low bits. */
  static final float MAGIC = 0x1.8p23f;

  /** The same, so that those bits are the exponent field of a power of two. */
  static final float SCALE_MAGIC = MAGIC + 127;

  /** The same for twice an exponent field: a power of two cut into two factors. */
  static final float HALVES_MAGIC = MAGIC + 254;

  /** Width of the mantissa field, and so the place of the exponent field. */
  static final int MANTISSA = 23;

  static final int MANTISSA_MASK = (1 << MANTISSA) - 1;
  static final int SIGN = Integer.MIN_VALUE;
  static final int SIGN_PLACE = 31;
  static final int ONE_BITS = 0x3f800000;

  /** The bits of the square root of 1/2, where mantissas begin. */
  static final int ROOT_HALF_BITS = 0x3f3504f3;

  /** The bits of 2^MANTISSA; an integer below that may be ORed into them. */
  static final int INTEGER_BITS = 0x4b000000;

  static final float INTEGER_BIASED = 0x1p23f + 127;

  static final float LOG2_E = 0x1.715476p0f;
  static final float LN2_HI = 0x1.62e4p-1f;
  static final float LN2_LO = 0x1.7f7d1cp-20f;

  /** From here on exp is infinite. */
  static final float EXP_HIGH = 89;

  /** From here down exp rounds to zero, and {@code exp(-|x|)} is cut. */
  static final float EXP_LOW = -104;

  /** From here on tanh rounds to 1. */
  static final float TANH_CUT = 9.25f;

  /** Outputs from here on belong to a slope that rounds to 1. */
  static final float SOFTPLUS_CUT = 64;

  /** At minus this and below silu rounds to zero. */
  static final float SILU_CUT = 110;

  /** At minus this and below gelu rounds to zero. */
  static final float GELU_CUT = 11;

  /**
   * {@code gelu(z) = z sigmoid(GELU_1 z + GELU_3 z^3)}; a constant is its HI plus its LO, and this
   * one so short that it can be subtracted from a larger number without error.
   */
  static final float GELU_1_HI = 0x1.98p0f;

  static final float GELU_1_LO = 0x1.08a67ap-9f;
  static final float GELU_3 = 0x1.2444f2p-4f;
  static final float GELU_3_LO = 0x1.49b16ap-29f;

  /** Up to here the reduction of sine and cosine holds; beyond, StrictMath. */
  static final float SINE_LIMIT = 0x1p16f;

  static final float INVERSE_PI = 0x1.45f306p-2f;
  static final float PI_A = 0x1.921fb4p1f;
  static final float PI_B = 0x1.4442dp-23f;
  static final float PI_C = 0x1.846988p-47f;

  /** Beyond this log1p is log. */
  static final float LOG1P_LIMIT = 0x1p60f;

  static final float E0 = 0x1p-1f;
  static final float E1 = 0x1.555556p-3f;
  static final float E2 = 0x1.5554aep-5f;
  static final float E3 = 0x1.11109p-7f;
  static final float E4 = 0x1.6d742p-10f;
  static final float E5 = 0x1.a1a15ap-13f;

  static final float A0 = 0x1.55557ap-1f;
  static final float A1 = 0x1.995ea4p-2f;
  static final float A2 = 0x1.31e912p-2f;

  static final float W0 = 0x1.555558p-1f;
  static final float W1 = 0x1.9996d8p-2f;
  static final float W2 = 0x1.250512p-2f;
  static final float W3 = 0x1.b72b68p-3f;
  static final float W4 = 0x1.f08c98p-3f;

  static final float S0 = -0x1.55554cp-3f;
  static final float S1 = 0x1.110ed4p-7f;
  static final float S2 = -0x1.9f6f1ep-13f;
  static final float S3 = 0x1.5da7bcp-19f;

  private FloatNumbers() {}

  /** {@code exp(r) - 1}. */
  static float expm1(float r) {
    float p = Math.fma(r, E5, E4);
    p = Math.fma(r, p, E3);
    p = Math.fma(r, p, E2);
    p = Math.fma(r, p, E1);
    p = Math.fma(r, p, E0);
    return Math.fma(r * r, p, r);
  }

  /** {@code log((1 + s) / (1 - s)) / s - 2} in {@code z = s^2}, for s <= 0.1716. */
  static float atanh(float z) {
    float p = Math.fma(z, A2, A1);
    p = Math.fma(z, p, A0);
    return z * p;
  }

  /** The same for s <= 1/3. */
  static float wideAtanh(float z) {
    float p = Math.fma(z, W4, W3);
    p = Math.fma(z, p, W2);
    p = Math.fma(z, p, W1);
    p = Math.fma(z, p, W0);
    return z * p;
  }

  /** {@code (sin(r) / r - 1) / r^2} in {@code z = r^2}. */
  static float sine(float z) {
    float p = Math.fma(z, S3, S2);
    p = Math.fma(z, p, S1);
    p = Math.fma(z, p, S0);
    return p;
  }

  /** Rounds once. */
  static float real(double x) {
    return (float) x;
  }
}
