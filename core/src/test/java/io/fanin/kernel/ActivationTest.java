package io.fanin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, -Infinity, Infinity, 1, 1",
    "RELU, 0, Infinity, 0, 1",
    "LEAKY_RELU, -Infinity, Infinity, 0.01, 1",
    "TANH, -1, 1, 0, 0",
    "SIGMOID, 0, 1, 0, 0",
    "SOFTPLUS, 0, Infinity, 0, 1",
    "GELU, 0, Infinity, 0, 1",
    "SILU, 0, Infinity, 0, 1",
    "EXP, 0, Infinity, 0, Infinity",
    "QUADRATIC, Infinity, Infinity, -Infinity, Infinity"
  })
  void infinities_give_the_limits(
      Activation activation, double below, double above, double slopeBelow, double slopeAbove) {
    assertThat(activation.value(-INFINITY)).isEqualTo(below == 0 ? zero(activation) : below);
    assertThat(activation.value(INFINITY)).isEqualTo(above);
    assertThat(slope(activation, -INFINITY) + 0.0).isEqualTo(slopeBelow + 0.0);
    assertThat(slope(activation, INFINITY) + 0.0).isEqualTo(slopeAbove + 0.0);
  }

  /** The sign of the zero below: that of the product for the gated ones. */
  private static double zero(Activation activation) {
    return activation == Activation.GELU || activation == Activation.SILU ? -0.0 : 0.0;
  }

  private static double slope(Activation activation, double z) {
    return activation.derivative(z, activation.value(z));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void nan_stays_nan(Activation activation) {
    assertThat(activation.value(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void the_derivative_is_that_of_the_value(Activation activation) {
    double h = 1e-5;
    for (double z = -3.05; z <= 3; z += 0.1) {
      double difference = (activation.value(z + h) - activation.value(z - h)) / (2 * h);
      assertThat(Math.abs(slope(activation, z) - difference) <= 1e-8).as("at " + z).isTrue();
    }
  }
}
