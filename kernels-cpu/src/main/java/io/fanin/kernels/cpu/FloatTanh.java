package io.fanin.kernels.cpu;

/**
 * The hyperbolic tangent in single precision, as a loop that becomes vector code.
 *
 * <p>{@code x p(x^2) / q(x^2)}, {@code p} of degree 6 and {@code q} of degree 3, with {@code x} cut
 * to [-9, 9] and the result to [-1, 1]: minimax coefficients that Eigen uses for the same purpose.
 * Over all floats it is within 6.5 unit roundoffs of the tangent, relative; zero keeps its sign and
 * NaN stays NaN.
 */
final class FloatTanh {
  private static final float CUT = 9;

  private static final float P0 = 4.89352455891786e-03f;
  private static final float P1 = 6.37261928875436e-04f;
  private static final float P2 = 1.48572235717979e-05f;
  private static final float P3 = 5.12229709037114e-08f;
  private static final float P4 = -8.60467152213735e-11f;
  private static final float P5 = 2.00018790482477e-13f;
  private static final float P6 = -2.76076847742355e-16f;

  private static final float Q0 = 4.89352518554385e-03f;
  private static final float Q1 = 2.26843463243900e-03f;
  private static final float Q2 = 1.18534705686654e-04f;
  private static final float Q3 = 1.19825839466702e-06f;

  private FloatTanh() {}

  /** {@code y = tanh(y)}, on {@code n} elements. */
  static void apply(float[] y, int n) {
    for (int t = 0; t < n; t++) {
      float x = Math.max(-CUT, Math.min(CUT, y[t]));
      float s = x * x;
      float p = P0 + s * (P1 + s * (P2 + s * (P3 + s * (P4 + s * (P5 + s * P6)))));
      float q = Q0 + s * (Q1 + s * (Q2 + s * Q3));
      y[t] = Math.max(-1, Math.min(1, x * (p / q)));
    }
  }
}
