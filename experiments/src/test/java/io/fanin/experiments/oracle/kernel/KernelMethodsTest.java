package io.fanin.experiments.oracle.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelMethodsTest {
  private static double[][] rows(int n, int d, String purpose) {
    RandomStream random = RandomStream.of(1, purpose);
    double[][] rows = new double[n][d];
    for (double[] row : rows) {
      for (int i = 0; i < d; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return rows;
  }

  private static double[] targets(double[][] rows) {
    double[] y = new double[rows.length];
    for (int r = 0; r < y.length; r++) {
      y[r] = 1 + 2 * rows[r][0] - rows[r][0] * rows[r][1];
    }
    return y;
  }

  @Test
  void without_a_ridge_the_rows_are_interpolated() {
    double[][] x = rows(30, 3, "train");
    double[] y = targets(x);
    KernelRidge fit = KernelRidge.fit(Kernel.laplace(2), x, y, 0);
    for (int r = 0; r < 30; r++) {
      assertThat(Math.abs(fit.value(x[r]) - y[r])).isLessThanOrEqualTo(1e-10);
    }
  }

  @Test
  void a_polynomial_kernel_of_the_targets_degree_finds_the_target() {
    double[][] x = rows(60, 3, "train");
    double[][] test = rows(20, 3, "test");
    double[] expected = targets(test);
    KernelRidge fit = KernelRidge.fit(Kernel.polynomial(2), x, targets(x), 1e-12);
    double[] values = fit.values(test);
    for (int r = 0; r < 20; r++) {
      assertThat(Math.abs(values[r] - expected[r])).isLessThanOrEqualTo(1e-6);
    }
    assertThat(Kernel.polynomial(3).of(new double[] {2}, new double[] {3}))
        .isEqualTo(1 + 6 + 36 + 216);
  }

  @Test
  void equal_rows_need_a_ridge() {
    double[][] x = {{1, 2}, {1, 2}};
    assertThatThrownBy(() -> KernelRidge.fit(Kernel.gaussian(1), x, new double[] {1, 2}, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the kernel matrix of 2 rows with ridge 0.0 is not positive definite; raise the ridge");
    assertThat(KernelRidge.fit(Kernel.gaussian(1), x, new double[] {1, 2}, 0.1).value(x[0]))
        .isCloseTo(1.5 / 1.1, org.assertj.core.data.Offset.offset(1e-12)); // 2 w + .2 w = 3
  }

  @Test
  void features_and_their_kernel_agree() {
    double[][] x = rows(15, 2, "train");
    double[] y = targets(x);
    RandomFeatures features = new RandomFeatures(2, 40, Activation.RELU, 3);
    FeatureRidge primal = FeatureRidge.fit(features.of(x), y, 0.01);
    Kernel kernel =
        (a, b) -> {
          double[] fa = features.of(a);
          double[] fb = features.of(b);
          double sum = 0;
          for (int j = 0; j < fa.length; j++) {
            sum += fa[j] * fb[j];
          }
          return sum;
        };
    KernelRidge dual = KernelRidge.fit(kernel, x, y, 0.01);
    for (double[] row : rows(10, 2, "test")) {
      assertThat(Math.abs(primal.value(features.of(row)) - dual.value(row)))
          .isLessThanOrEqualTo(1e-9);
    }
  }

  @Test
  void a_local_kernel_reads_windows_around_the_circle() {
    Kernel dot = (a, b) -> a[0] * b[0] + 10 * a[1] * b[1];
    double[] x = {1, 2, 3};
    double[] z = {1, 1, 1};

    assertThat(Kernel.local(dot, 2).of(x, z)).isEqualTo((21 + 32 + 13) / 3.0);
  }

  @Test
  void the_feature_machine_finds_the_coordinate_that_matters() {
    double[][] x = rows(120, 5, "train");
    double[] y = new double[120];
    for (int r = 0; r < 120; r++) {
      y[r] = StrictMath.sin(2 * x[r][2]);
    }
    FeatureMachine machine = FeatureMachine.fit(x, y, 3, 1e-4, 4);

    assertThat(Agop.mass(machine.metric(), new boolean[] {false, false, true, false, false}))
        .isGreaterThan(0.9);
    double[] at = {0.1, 0.2, 0.3, 0.4, 0.5};
    double[] gradient = machine.gradient(at);
    for (int i = 0; i < 5; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      double difference = (machine.value(up) - machine.value(down)) / 2e-5;
      assertThat(Math.abs(gradient[i] - difference)).isLessThanOrEqualTo(1e-6);
    }
  }

  @Test
  void the_outer_product_of_gradients_is_their_mean() {
    double[][] m =
        Agop.of(
            x -> new double[] {x[0], 2},
            List.of(new double[] {1}, new double[] {3}).stream()
                .map(x -> new double[] {x[0], 0})
                .toList());

    assertThat(m).isDeepEqualTo(new double[][] {{5, 4}, {4, 4}});
    assertThat(Agop.normalised(m)).isDeepEqualTo(new double[][] {{1, 0.8}, {0.8, 0.8}});
    assertThat(Agop.mass(m, new boolean[] {true, false})).isEqualTo(5.0 / 9);
  }
}
