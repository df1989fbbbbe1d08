package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.input.InvalidInputException;
import io.fanin.optim.LbfgsResult.Reason;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LbfgsTest {
  private static final Lbfgs LBFGS = new Lbfgs(10, 1e-9);

  @Test
  void finds_the_minimum_of_rosenbrocks_valley_in_many_dimensions() {
    for (int n : new int[] {2, 10, 100}) {
      double[] start = new double[n];
      for (int i = 0; i < n; i++) {
        start[i] = i % 2 == 0 ? -1.2 : 1;
      }
      LbfgsState state = LBFGS.start(LbfgsTest::rosenbrock, start);
      LbfgsResult result = LBFGS.run(state, LbfgsTest::rosenbrock, 2000);
      assertThat(result.reason()).isEqualTo(Reason.GRADIENT_SMALL);
      assertThat(result.converged()).isTrue();
      assertThat(result.value() <= 1e-15).isTrue();
      assertThat(result.evaluations()).isGreaterThan(result.steps()).isLessThan(800);
    }
  }

  @Test
  void finds_the_minimum_of_ill_conditioned_quadratics() {
    // least curvature 1: the point is as near to the minimum 0 as the gradient is small
    for (long seed = 0; seed < 5; seed++) {
      double[] few = RandomStream.of(seed, "few").doubles(10, -1, 1).toArray();
      checkQuadratic(new Lbfgs(20, 1e-9), quadratic(10, 1e6), few);
      double[] many = RandomStream.of(seed, "many").doubles(50, -1, 1).toArray();
      checkQuadratic(new Lbfgs(10, 1e-9), quadratic(50, 1e4), many);
    }
  }

  private static void checkQuadratic(Lbfgs lbfgs, Objective quadratic, double[] start) {
    LbfgsState state = lbfgs.start(quadratic, start);
    LbfgsResult result = lbfgs.run(state, quadratic, 2000);
    assertThat(result.reason()).isEqualTo(Reason.GRADIENT_SMALL);
    assertThat(Vectors.norm(state.point()) <= 1e-9).isTrue();
  }

  @Test
  void values_never_rise_and_steps_satisfy_the_strong_wolfe_conditions() {
    LbfgsState state = LBFGS.start(LbfgsTest::rosenbrock, new double[] {-1.2, 1, 3, -2});
    double[] gradientBefore = new double[4];
    double[] gradientAfter = new double[4];
    for (int i = 0; i < 30; i++) {
      double[] before = state.point();
      double valueBefore = rosenbrock(before, gradientBefore);
      LBFGS.run(state, LbfgsTest::rosenbrock, 1);
      double[] step = Vectors.minus(state.point(), before);
      double slopeBefore = Vectors.dot(gradientBefore, step);
      double value = rosenbrock(state.point(), gradientAfter);
      double room = 1e-12 * Math.abs(valueBefore); // the step is a rounded difference of points
      assertThat(value <= valueBefore + 1e-4 * slopeBefore + room).isTrue();
      double slopeAfter = Math.abs(Vectors.dot(gradientAfter, step));
      assertThat(slopeAfter <= -0.9 * slopeBefore * (1 + 1e-9)).isTrue();
      assertThat(state.value()).isEqualTo(value);
    }
    assertThat(state.steps()).isEqualTo(30);
  }

  @Test
  void a_resumed_run_has_the_same_bits() {
    double[] start = {-1.2, 1, 0.5, 2, -1};
    LbfgsState straight = LBFGS.start(LbfgsTest::rosenbrock, start);
    LbfgsResult whole = LBFGS.run(straight, LbfgsTest::rosenbrock, 30);
    for (int cut = 0; cut <= 30; cut += 6) {
      LbfgsState first = LBFGS.start(LbfgsTest::rosenbrock, start);
      LBFGS.run(first, LbfgsTest::rosenbrock, cut);
      LbfgsState second = LbfgsState.ofArrays(first.toArrays());
      assertThat(LBFGS.run(second, LbfgsTest::rosenbrock, 30 - cut)).isEqualTo(whole);
      assertThat(second.toArrays()).isDeepEqualTo(straight.toArrays());
    }
  }

  @Test
  void stops_honestly_when_steps_are_spent() {
    LbfgsState state = LBFGS.start(LbfgsTest::rosenbrock, new double[] {-1.2, 1});
    LbfgsResult none = LBFGS.run(state, LbfgsTest::rosenbrock, 0);
    assertThat(none.reason()).isEqualTo(Reason.STEPS_DONE);
    assertThat(none.steps()).isZero();
    assertThat(none.evaluations()).isEqualTo(1);
    assertThat(LBFGS.run(state, LbfgsTest::rosenbrock, 3).converged()).isFalse();
    assertThat(state.steps()).isEqualTo(3);
  }

  @Test
  void says_when_there_is_no_lower_value() {
    // the gradient points the wrong way, so no step along it helps
    Objective liar =
        (x, g) -> {
          g[0] = -1;
          return x[0];
        };
    LbfgsResult result = LBFGS.run(LBFGS.start(liar, new double[] {0}), liar, 10);
    assertThat(result.reason()).isEqualTo(Reason.NO_PROGRESS);
    assertThat(result.steps()).isZero();
  }

  @Test
  void says_when_rounding_leaves_no_lower_value() {
    Lbfgs exacting = new Lbfgs(5, 0);
    Objective shifted =
        (x, g) -> {
          g[0] = 2 * (x[0] - 1.0 / 3);
          return 1e3 + (x[0] - 1.0 / 3) * (x[0] - 1.0 / 3);
        };
    LbfgsState state = exacting.start(shifted, new double[] {7});
    LbfgsResult result = exacting.run(state, shifted, 100);
    assertThat(result.reason()).isIn(Reason.NO_PROGRESS, Reason.GRADIENT_SMALL);
    // values differ in double only where (x - 1/3)^2 > 2^-43
    assertThat(Math.abs(state.point()[0] - 1.0 / 3) <= 0x1p-20).isTrue();
  }

  @Test
  void says_when_the_start_is_not_finite() {
    Objective broken = (x, g) -> Double.NaN;
    LbfgsResult result = LBFGS.run(LBFGS.start(broken, new double[] {1}), broken, 10);
    assertThat(result.reason()).isEqualTo(Reason.NOT_FINITE);
  }

  @Test
  void steps_back_from_where_the_objective_is_not_finite() {
    // x - log x: undefined left of 0, where a first step from 0.05 leads at full length
    Objective wall =
        (x, g) -> {
          g[0] = 1 - 1 / x[0];
          return x[0] > 0 ? x[0] - StrictMath.log(x[0]) : Double.NaN;
        };
    for (double start : new double[] {0.01, 50}) {
      LbfgsState state = LBFGS.start(wall, new double[] {start});
      assertThat(LBFGS.run(state, wall, 100).converged()).isTrue();
      assertThat(Math.abs(state.point()[0] - 1) <= 1e-8).isTrue();
    }
  }

  @Test
  void history_is_bounded() {
    Lbfgs small = new Lbfgs(3, 0);
    LbfgsState state = small.start(LbfgsTest::rosenbrock, new double[] {-1.2, 1, 2, -2});
    small.run(state, LbfgsTest::rosenbrock, 20);
    assertThat(state.toArrays().length).isEqualTo(3 + 2 * 3);
  }

  @Test
  void a_linear_objective_is_followed_downhill() {
    Objective linear =
        (x, g) -> {
          g[0] = -2;
          return -2 * x[0];
        };
    LbfgsState state = LBFGS.start(linear, new double[] {0});
    assertThat(LBFGS.run(state, linear, 1).reason()).isEqualTo(Reason.STEPS_DONE);
    assertThat(state.point()[0]).isGreaterThan(1);
  }

  @Test
  void malformed_states_are_refused() {
    double[][] good = LBFGS.start(LbfgsTest::rosenbrock, new double[] {-1.2, 1}).toArrays();
    refused(new double[][] {}, "it needs 3 counts, a point, a gradient and pairs of arrays");
    refused(new double[][] {good[0], good[1], {1}}, "array 2 has 1 numbers and the point 2");
    refused(
        new double[][] {{-1, 0, 0}, good[1], good[2]},
        "count 0 must be a whole number >= 0, was -1.0");
    refused(
        new double[][] {good[0], good[1], good[2], {1, 0}, {-1, 0}},
        "pair 0 has no positive curvature");
  }

  @Test
  void bad_parameters_are_named_with_their_bounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lbfgs(0, 1))
        .withMessage("history must be >= 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lbfgs(1, Double.NaN))
        .withMessage("tolerance must be >= 0 and finite, was NaN");
  }

  @Test
  void the_objective_is_never_given_the_states_own_arrays_to_keep() {
    List<double[]> seen = new ArrayList<>();
    Objective watching =
        (x, g) -> {
          seen.add(x.clone());
          return rosenbrock(x, g);
        };
    double[] start = {-1.2, 1};
    LbfgsState state = LBFGS.start(watching, start);
    LBFGS.run(state, watching, 5);
    assertThat(start).containsExactly(-1.2, 1);
    assertThat(seen.get(0)).containsExactly(-1.2, 1);
    state.point()[0] = 99;
    assertThat(state.point()[0]).isNotEqualTo(99);
  }

  private static void refused(double[][] arrays, String problem) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> LbfgsState.ofArrays(arrays))
        .withMessage("malformed L-BFGS state: " + problem);
  }

  private static Objective quadratic(int n, double condition) {
    return (x, g) -> {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double curvature = StrictMath.pow(condition, i / (n - 1.0));
        g[i] = curvature * x[i];
        sum += g[i] * x[i] / 2;
      }
      return sum;
    };
  }

  private static double rosenbrock(double[] x, double[] g) {
    double sum = 0;
    Arrays.fill(g, 0);
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      sum += 100 * a * a + b * b;
      g[i] += -400 * a * x[i] - 2 * b;
      g[i + 1] += 200 * a;
    }
    return sum;
  }
}
