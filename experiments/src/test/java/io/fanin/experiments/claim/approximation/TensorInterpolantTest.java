package io.fanin.experiments.claim.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.random.RandomStream;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class TensorInterpolantTest {
  private static final double[] LOW = {-1, 0};
  private static final double[] HIGH = {1, 3};

  private static double largestError(int order, int intervals, ToDoubleFunction<double[]> f) {
    TensorInterpolant interpolant = new TensorInterpolant(order, intervals, LOW, HIGH, f);
    TensorInterpolant.Scratch scratch = interpolant.scratch();
    RandomStream random = RandomStream.of(3, "points");
    double largest = 0;
    for (int i = 0; i < 2000; i++) {
      double[] point = {random.uniform(-1, 1), random.uniform(0, 3)};
      double error = Math.abs(f.applyAsDouble(point) - interpolant.value(point, scratch));
      largest = Math.max(largest, error);
    }
    return largest;
  }

  @Test
  void order_two_reproduces_functions_that_are_linear_in_each_argument() {
    assertThat(largestError(2, 5, p -> 1 + 2 * p[0] - p[1] + 3 * p[0] * p[1]) <= 1e-14).isTrue();
  }

  @Test
  void order_four_reproduces_cubics_up_to_the_ends_of_the_box() {
    ToDoubleFunction<double[]> cubic = p -> p[0] * p[0] * p[0] - 2 * p[1] * p[1] * p[0] + p[1];

    assertThat(largestError(4, 3, cubic) <= 1e-13).isTrue();
    assertThat(largestError(4, 7, cubic) <= 1e-13).isTrue();
    assertThat(largestError(2, 7, cubic) > 1e-3).isTrue();
  }

  @Test
  void the_linear_error_is_within_its_bound() {
    int g = 16;
    double h0 = 2.0 / g;
    double h1 = 3.0 / g;

    double error = largestError(2, g, p -> StrictMath.sin(p[0]) * StrictMath.cos(p[1]));

    assertThat(error <= (h0 * h0 + h1 * h1) / 8 + 1e-12).isTrue();
    assertThat(error > 0).isTrue();
  }

  @Test
  void points_outside_are_clipped_to_the_box() {
    TensorInterpolant interpolant = new TensorInterpolant(2, 4, LOW, HIGH, p -> 2 * p[0] + p[1]);

    assertThat(interpolant.value(new double[] {9, -7}, interpolant.scratch())).isEqualTo(2.0);
  }

  @Test
  void too_few_intervals_are_refused() {
    assertThatThrownBy(() -> new TensorInterpolant(4, 2, LOW, HIGH, p -> 0))
        .hasMessage("order must be 2 or 4 with at least order - 1 intervals, were 4 and 2");
  }
}
