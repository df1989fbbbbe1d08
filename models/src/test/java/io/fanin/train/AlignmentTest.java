package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
  private static final int HIDDEN = 2;

  private static Bench bench() {
    Bench bench = Bench.products(Bench.dense().withLoss(Loss.MSE), DType.DOUBLE);
    double[] parameters = new double[Bench.dense().parameters()];
    // unit 0: tanh(2 x0 - x1 + 1/2); unit 1: tanh(x0 + x1); units 2 and 3: constant.
    System.arraycopy(new double[] {2, -1, 1, 1, 0, 0, 0, 0, 0.5, 0, 0.3, 0}, 0, parameters, 0, 12);
    bench.program.writeParameters(parameters);
    return bench;
  }

  private static double[] of(DoubleBinaryOperator f) {
    double[] x = Bench.inputs();
    double[] values = new double[Bench.ROWS];
    Arrays.setAll(values, i -> f.applyAsDouble(x[2 * i], x[2 * i + 1]));
    return values;
  }

  private static double unit0(double a, double b) {
    return StrictMath.tanh(2 * a - b + 0.5);
  }

  @Test
  void unit_that_is_the_constituent_up_to_an_affine_map_has_alignment_one() {
    try (Bench bench = bench()) {
      double[][] truth = {
        of((a, b) -> 7 - 3 * unit0(a, b)), of((a, b) -> a * a), of((a, b) -> 0.1)
      };
      double[] found = Alignment.of(bench.program, bench.set(), truth, new int[] {HIDDEN});
      assertThat(Math.abs(found[0] - 1)).isLessThanOrEqualTo(1e-14);
      assertThat(found[1]).isBetween(0.0, 0.9);
      assertThat(found[2]).isZero();
    }
  }

  @Test
  void correlation_has_the_value_worked_out_by_hand() {
    assertThat(Alignment.correlation(new double[] {1, 2, 3}, new double[] {1, 3, 2}))
        .isEqualTo(0.5);
    assertThat(Alignment.correlation(new double[] {1, 2}, new double[] {5, 3})).isEqualTo(-1);
  }

  @Test
  void constants_are_aligned_with_nothing_whatever_their_mean_rounds_to() {
    double[] constant = new double[1000];
    Arrays.fill(constant, 0.1);
    assertThat(Alignment.correlation(constant, constant)).isZero();
    assertThat(Alignment.correlation(new double[] {Double.NaN, 1}, new double[] {1, 2})).isZero();
  }

  @Test
  void tiny_values_are_not_lost() {
    double[] tiny = {1e-170, 2e-170, 3e-170};
    assertThat(Alignment.correlation(tiny, new double[] {1, 2, 3})).isBetween(1 - 1e-12, 1.0);
  }

  @Test
  void metric_is_the_mean_over_the_constituents() {
    try (Bench bench = bench()) {
      double[][] truth = {of(AlignmentTest::unit0), of((a, b) -> 0.1)};
      Metric metric =
          Alignment.mean(
              "aligned", bench.set(), List.of(new Alignment.Comparison(truth, new int[] {HIDDEN})));
      assertThat(metric.name()).isEqualTo("aligned");
      assertThat(Math.abs(metric.measure(bench.program)[0] - 0.5)).isLessThanOrEqualTo(1e-14);
      Metric none = Alignment.mean("aligned", bench.set(), List.of());
      assertThatThrownBy(() -> none.measure(bench.program))
          .hasMessage("1 replicas need as many comparisons, not 0");
      assertThatThrownBy(
              () ->
                  Alignment.of(
                      bench.program, bench.set(), new double[][] {{1}}, new int[] {HIDDEN}))
          .hasMessage("truth must have 24 values for each constituent, has 1");
    }
  }
}
