package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloatTanhTest {
  private static final double BOUND = 6.5 * 0x1p-24;

  private static float tanh(float x) {
    float[] y = {x};
    FloatTanh.apply(y, 1);
    return y[0];
  }

  @Test
  void it_is_within_its_bound_over_all_magnitudes() {
    for (int bits = 1; bits < Float.floatToIntBits(32f); bits += 1009) {
      float x = Float.intBitsToFloat(bits);
      double exact = StrictMath.tanh(x);
      assertThat(Math.abs(tanh(x) - exact) <= BOUND * exact + Float.MIN_VALUE).as("%a", x).isTrue();
      assertThat(tanh(-x)).isEqualTo(-tanh(x));
    }
  }

  @Test
  void ends_and_special_values_are_kept() {
    assertThat(tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(tanh(Float.NaN)).isNaN();
    assertThat(Float.floatToRawIntBits(tanh(-0f))).isEqualTo(Float.floatToRawIntBits(-0f));
  }
}
