package io.fanin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The definitions of activations and losses at the points where formulas break. */
final class DefinitionsTest {
  private static final double LARGE = 1e200;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void nan_stays_nan_and_large_arguments_give_no_nan(Activation activation) {
    assertThat(activation.value(Double.NaN)).isNaN();
    for (double z : new double[] {-LARGE, LARGE}) {
      double y = activation.value(z);
      assertThat(y).as(activation + " at " + z).isNotNaN();
      assertThat(activation.derivative(z, y)).as(activation + "' at " + z).isNotNaN();
    }
  }

  @Test
  void relu_at_its_ends_and_kink() {
    assertThat(Activation.RELU.value(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Activation.RELU.value(-0.0)).isZero();
    assertThat(Activation.RELU.derivative(0, 0)).isZero();
    assertThat(Activation.LEAKY_RELU.derivative(0, 0)).isEqualTo(0.01);
  }

  @Test
  void losses_by_hand() {
    double[] y = {3, -1};
    assertThat(Loss.MSE.value(y, 0, 2, new double[] {1, 1}, 0)).isEqualTo((4 + 4) / 2.0);
    assertThat(Loss.HINGE.value(y, 0, 2, new double[] {1, 1}, 0)).isEqualTo((0 + 2) / 2.0);
    assertThat(gradient(Loss.MSE, y, 1, 1)).containsExactly(2, -2);
    assertThat(gradient(Loss.HINGE, y, 1, 1)).containsExactly(0, -0.5);
    double[] zero = {0, 0};
    double log2 = StrictMath.log(2);
    assertThat(Loss.LOGISTIC.value(zero, 0, 2, new double[] {0, 1}, 0)).isEqualTo(log2);
    assertThat(gradient(Loss.LOGISTIC, zero, 0, 1)).containsExactly(0.25, -0.25);
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.value(zero, 0, 2, new double[] {1}, 0)).isEqualTo(log2);
    assertThat(gradient(Loss.SOFTMAX_CROSS_ENTROPY, zero, 1)).containsExactly(0.5, -0.5);
  }

  private static double[] gradient(Loss loss, double[] y, double... targets) {
    double[] out = new double[y.length];
    loss.addGradient(y, 0, y.length, targets, 0, 1, out, 0);
    return out;
  }

  @Test
  void large_scores_do_not_overflow() {
    double[] y = {1000, -1000};
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.value(y, 0, 2, new double[] {0}, 0)).isZero();
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.value(y, 0, 2, new double[] {1}, 0)).isEqualTo(2000);
    assertThat(gradient(Loss.SOFTMAX_CROSS_ENTROPY, y, 1)).containsExactly(1, -1);
    assertThat(Loss.LOGISTIC.value(y, 0, 2, new double[] {1, 0}, 0)).isZero();
    assertThat(Loss.LOGISTIC.value(y, 0, 2, new double[] {0, 1}, 0)).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void nan_scores_give_nan_losses(Loss loss) {
    double[] y = {Double.NaN, 1};
    assertThat(loss.value(y, 0, 2, new double[] {1, 1}, 0)).isNaN();
  }
}
