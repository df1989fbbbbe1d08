package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the float functions against StrictMath in double precision. */
final class FloatBoundsTest {
  /** Prime, so that half a million patterns of all exponents and many mantissas are tried. */
  private static final int STRIDE = Integer.getInteger("fanin.stride", 8009);

  @ParameterizedTest
  @EnumSource
  void errors_stay_within_the_bound(Function function) {
    float[] x = new float[(int) ((1L << 32) / STRIDE)];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) function.domain(Float.intBitsToFloat(i * STRIDE));
    }
    float[] y = function.over(x);
    double worst = 0;
    int at = 0;
    for (int i = 0; i < x.length; i++) {
      double error = error(function, x[i], y[i]);
      if (!(error <= worst)) {
        worst = error;
        at = i;
      }
    }
    assertThat(worst <= function.floatBound)
        .as("%s at %s is %s, which is wrong by %s ulp", function, x[at], y[at], worst)
        .isTrue();
  }

  private static double error(Function function, float x, float y) {
    if (Float.isInfinite(x)) {
      return 0; // SpecialValuesTest
    }
    double exact = Doubles.value(function, x);
    if (Double.isNaN(exact)) {
      return Float.isNaN(y) ? 0 : Double.POSITIVE_INFINITY;
    }
    if ((float) exact == y) {
      return Math.abs(exact) > Float.MAX_VALUE ? 0 : ulps(function, x, y, exact);
    }
    return Float.isNaN(y) ? Double.POSITIVE_INFINITY : ulps(function, x, y, exact);
  }

  private static double ulps(Function function, float x, float y, double exact) {
    float size = Math.min((float) Doubles.size(function, x), Float.MAX_VALUE);
    return Math.abs(y - exact) / Math.ulp(size);
  }
}
