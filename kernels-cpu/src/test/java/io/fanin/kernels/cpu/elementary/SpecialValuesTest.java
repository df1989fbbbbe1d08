package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SpecialValuesTest {
  @ParameterizedTest
  @CsvSource({
    "EXP, 0, Infinity, 1, 1",
    "LOG, NaN, Infinity, -Infinity, -Infinity",
    "LOG1P, NaN, Infinity, 0, -0.0",
    "TANH, -1, 1, 0, -0.0",
    "SIGMOID, 0, 1, 0.5, 0.5",
    "GELU, -0.0, Infinity, 0, -0.0",
    "SILU, -0.0, Infinity, 0, -0.0",
    "SINE, NaN, NaN, 0, -0.0",
    "TANH_SLOPE, -Infinity, -Infinity, 1, 1",
    "SOFTPLUS_SLOPE, NaN, 1, 0, 0",
    "GELU_SLOPE, -0.0, 1, 0.5, 0.5",
    "SILU_SLOPE, -0.0, 1, 0.5, 0.5",
    "COSINE, NaN, NaN, 1, 1"
  })
  void infinities_and_zeros_of_both_signs(
      Function function, double lowest, double highest, double zero, double minusZero) {
    if (function != Function.SOFTPLUS_SLOPE) {
      assertBoth(function, Double.NEGATIVE_INFINITY, lowest);
    }
    assertBoth(function, Double.POSITIVE_INFINITY, highest);
    assertBoth(function, 0.0, zero);
    assertBoth(function, -0.0, minusZero);
  }

  private static void assertBoth(Function function, double x, double y) {
    assertThat((Double) function.at(x)).isEqualTo((Double) y); // equal as objects: signs, NaN
    assertThat((Float) function.at((float) x)).isEqualTo((Float) (float) y);
  }

  @ParameterizedTest
  @EnumSource
  void nan_stays_nan(Function function) {
    assertThat(function.at(Double.NaN)).isNaN();
    assertThat(function.at(Float.NaN)).isNaN();
  }

  @Test
  void softplus_vanishes_on_the_left_and_is_its_argument_on_the_right() {
    assertBoth(Function.SOFTPLUS, Double.NEGATIVE_INFINITY, 0);
    assertBoth(Function.SOFTPLUS, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertBoth(Function.SOFTPLUS, 1000, 1000);
    assertThat(Function.SOFTPLUS.at(0.0)).isEqualTo(StrictMath.log(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "SIGMOID", "SOFTPLUS", "GELU", "SILU"})
  void huge_arguments_reach_the_limits(Function function) {
    assertBoth(function, 0x1p120, function.at(Double.POSITIVE_INFINITY) == 1 ? 1 : 0x1p120);
    assertThat(function.at(-0x1p120)).isEqualTo(function.at(Double.NEGATIVE_INFINITY));
    assertThat(function.at(-0x1p120f)).isEqualTo(function.at(Float.NEGATIVE_INFINITY));
  }

  @Test
  void beyond_the_reduction_sine_and_cosine_are_strict() {
    for (double x : new double[] {0x1.234567p31, 0x1.8p90, -0x1.fp1000}) {
      assertThat(Function.SINE.at(x)).isEqualTo(StrictMath.sin(x));
      assertThat(Function.COSINE.at(x)).isEqualTo(StrictMath.cos(x));
    }
    assertThat(Function.SINE.at(0x1.8p90f)).isEqualTo((float) StrictMath.sin(0x1.8p90));
    assertThat(Function.COSINE.at(0x1.8p90f)).isEqualTo((float) StrictMath.cos(0x1.8p90));
  }

  @Test
  void one_large_argument_does_not_change_its_neighbours() {
    double[] x = Inputs.doubles(500, 7);
    double[] alone = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      alone[i] = Function.SINE.at(x[i]);
    }
    assertThat(Function.SINE.over(x)).isEqualTo(alone);
  }
}
