package io.fanin.circuits.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.expression.Interval;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
  @Test
  void with_equal_rates_units_follow_the_closed_form() {
    double[] lambda = {1, 0.5, 2, 0};
    double[] constants = {1, 4, 0.25, 7};
    double r = 0.5;
    double[] units = ErrorBudget.units(lambda, constants, new double[] {r, r, r, r}, 0.01);
    assertThat(units[3]).isEqualTo(0);
    double scale = units[0]; // N_v is proportional to (lambda C)^(1/(1+r))
    for (int v = 1; v < 3; v++) {
      double ratio = StrictMath.pow(lambda[v] * constants[v], 1 / (1 + r));
      assertThat(Math.abs(units[v] / scale - ratio) <= 1e-9 * ratio).isTrue();
    }
  }

  @Test
  void the_budget_is_met_and_no_other_split_is_cheaper() {
    double[] lambda = {1, 3, 0.2};
    double[] constants = {2, 1, 5};
    double[] rates = {1, 0.5, 2};
    double eps = 1e-3;
    double[] units = ErrorBudget.units(lambda, constants, rates, eps);
    assertThat(error(lambda, constants, rates, units) <= eps * (1 + 1e-9)).isTrue();
    assertThat(error(lambda, constants, rates, units) >= eps * (1 - 1e-6)).isTrue();
    double best = Arrays.stream(units).sum();
    RandomStream random = RandomStream.of(3, "splits");
    for (int i = 0; i < 500; i++) {
      double[] other = units.clone();
      for (int v = 0; v < 3; v++) {
        other[v] *= random.uniform(0.5, 2);
      }
      if (error(lambda, constants, rates, other) <= eps) {
        assertThat(Arrays.stream(other).sum() >= best * (1 - 1e-9)).isTrue();
      }
    }
  }

  private static double error(double[] lambda, double[] c, double[] r, double[] n) {
    double[] errors = new double[n.length];
    Arrays.setAll(errors, v -> c[v] * StrictMath.pow(n[v], -r[v]));
    return ErrorBudget.bound(lambda, errors);
  }

  @Test
  void errors_at_the_nodes_move_the_output_by_no_more_than_the_bound() {
    SparseFunction exact =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), new InputLaw.Uniform(-1, 1))
            .node("p", "sin(a*b)")
            .node("q", "0.5*c - d^2")
            .node("r", "tanh(p + 2*q)")
            .build();
    double[] eps = {0, 0, 0, 0, 0.01, 0.003, 0.002};
    SparseFunction rough =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), new InputLaw.Uniform(-1, 1))
            .node("p", "sin(a*b) + 0.01*sin(40*a)")
            .node("q", "0.5*c - d^2 - 0.003")
            .node("r", "tanh(p + 2*q) + 0.002*sin(9*p)")
            .build();
    List<Interval> inflated = exact.inputs().stream().map(i -> new Interval(-1.1, 1.1)).toList();
    double bound = ErrorBudget.bound(exact.regularity(inflated).lambda(), eps);
    double worst = 0;
    RandomStream random = RandomStream.of(4, "rows");
    for (int i = 0; i < 5_000; i++) {
      double[] row = new double[4];
      Arrays.setAll(row, j -> random.uniform(-1, 1));
      worst = Math.max(worst, Math.abs(exact.value(row) - rough.value(row)));
    }
    assertThat(worst <= bound).isTrue();
    assertThat(bound <= 4 * worst).isTrue();
    // Interval arithmetic bounds the same difference without looking at points.
    Interval difference =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), new InputLaw.Uniform(-1, 1))
            .node("y", "0.01*sin(40*a) - 2*0.003")
            .build()
            .regularity()
            .range(4);
    assertThat(difference.magnitude() <= 0.0161).isTrue();
  }

  @Test
  void mistakes_are_told() {
    assertThatThrownBy(
            () ->
                ErrorBudget.units(new double[] {1}, new double[] {1}, new double[] {1}, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eps must be > 0, was NaN");
    assertThatThrownBy(
            () -> ErrorBudget.units(new double[] {1}, new double[] {0}, new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node 0 needs lambda >= 0, C > 0 and r > 0, has 1.0, 0.0, 1.0");
  }
}
