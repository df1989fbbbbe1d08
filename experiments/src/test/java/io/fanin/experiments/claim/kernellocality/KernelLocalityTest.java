package io.fanin.experiments.claim.kernellocality;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.oracle.kernel.Cholesky;
import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialFailedException;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialSink;
import io.fanin.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class KernelLocalityTest {
  private static final Map<String, Object> SMALL =
      Map.of(
          "d",
          List.of(3, 4),
          "students",
          List.of(1, 2),
          "teacher",
          1,
          "seeds",
          3,
          "sizes",
          List.of(32, 64, 128),
          "test-rows",
          64);

  private final KernelLocality claim = new KernelLocality();

  /** Errors that fall as a power of P, wobbling a little from draw to draw. */
  private Outcome outcome(ToDoubleFunction<Trial> beta, double noise) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          double exponent = beta.applyAsDouble(trial) + noise * Synthetic.wobble(trial);
          double[] errors = new double[5];
          for (int k = 0; k < 5; k++) {
            errors[k] = StrictMath.pow(2, -exponent * (7 + k));
          }
          result.series(CurveTask.ERRORS, errors).series(CurveTask.OWN, errors);
        });
  }

  @Test
  void predicted_exponents_hold() {
    assertThat(outcome(t -> 1 / number(t, "student"), 0.01)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void exponents_that_know_the_inputs_or_do_not_fail() {
    assertThat(outcome(t -> 1 / number(t, "d"), 0.01)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(t -> t.kind().equals("local") ? 1 / number(t, "student") : 0.4, 0.01))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void noise_leaves_it_undecided() {
    assertThat(outcome(t -> 1 / number(t, "student"), 0.05)).isEqualTo(Outcome.UNDECIDED);
  }

  /** The field is drawn in place of averaged over: both must agree within the mean's error. */
  @Test
  void exact_means_are_those_over_drawn_fields() {
    double[][] rows = {{0.1, 0.9, 0.4}, {0.7, 0.2, 0.8}, {0.5, 0.5, 0.1}, {0.9, 0.3, 0.6}};
    double[][] test = {{0.3, 0.6, 0.2}, {0.8, 0.8, 0.8}};
    Kernel teacher = Kernel.local(Kernel.laplace(1), 2);
    Kernel student = Kernel.laplace(0.7);
    Curves curves = new Curves(rows, test, List.of(2, 4));
    Cholesky factor = Cholesky.of(curves.matrix(student), 0);
    double[][] forward = curves.cross(student);
    factor.forward(forward, 4);
    double[] errors =
        curves.errors(factor, forward, curves.matrix(teacher), curves.cross(teacher), 1);

    double[] drawn = drawn(rows, test, teacher, student, List.of(2, 4));

    for (int k = 0; k < 2; k++) {
      assertThat(Math.abs(errors[k] - drawn[k])).isLessThanOrEqualTo(1e-12);
    }
    double[][] own = curves.cross(teacher);
    Cholesky.of(curves.matrix(teacher), 0).forward(own, 4);
    double[] same = curves.own(own, 1);
    Cholesky self = Cholesky.of(curves.matrix(teacher), 0);
    double[] general = curves.errors(self, own, curves.matrix(teacher), curves.cross(teacher), 1);
    for (int k = 0; k < 2; k++) {
      assertThat(Math.abs(same[k] - general[k])).isLessThanOrEqualTo(1e-12);
    }
  }

  /** The mean over the field by its square root: f = L xi, summed over the columns of L. */
  private static double[] drawn(
      double[][] rows, double[][] test, Kernel teacher, Kernel student, List<Integer> sizes) {
    double[][] all = {rows[0], rows[1], rows[2], rows[3], test[0], test[1]};
    double[][] root = root(all, teacher);
    double[] errors = new double[sizes.size()];
    for (int k = 0; k < errors.length; k++) {
      int p = sizes.get(k);
      for (int t = 0; t < 2; t++) {
        double[] a = weights(rows, test[t], student, p);
        for (int column = 0; column < 6; column++) {
          double residual = root[4 + t][column];
          for (int i = 0; i < p; i++) {
            residual -= a[i] * root[i][column];
          }
          errors[k] += residual * residual / 2;
        }
      }
    }
    return errors;
  }

  private static double[][] root(double[][] rows, Kernel kernel) {
    int n = rows.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = kernel.of(rows[i], rows[j]);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  private static double[] weights(double[][] rows, double[] x, Kernel kernel, int p) {
    double[][] matrix = new double[p][p];
    double[] right = new double[p];
    for (int i = 0; i < p; i++) {
      right[i] = kernel.of(rows[i], x);
      for (int j = 0; j < p; j++) {
        matrix[i][j] = kernel.of(rows[i], rows[j]);
      }
    }
    return Cholesky.of(matrix, 0).solve(right);
  }

  @Test
  void a_small_run_finds_local_exponents_that_do_not_know_the_inputs()
      throws InterruptedException, TrialFailedException {
    ClaimSetup setup = Synthetic.setup(claim, false, SMALL);
    SweepResults once = run(setup, 1);
    SweepResults twice = run(setup, 2);

    assertThat(twice.digest()).isEqualTo(once.digest());
    assertThat(once.all()).hasSize(claim.cost(setup).trials());
    List<EndpointResult> endpoints = claim.conclude(setup, once).endpoints();
    double three = beta(endpoints, "exponent, s = 1, d = 3");
    double four = beta(endpoints, "exponent, s = 1, d = 4");
    assertThat(three).isBetween(0.8, 1.2);
    assertThat(Math.abs(four - three)).isLessThanOrEqualTo(0.1);
    assertThat(beta(endpoints, "exponent, not local, d = 3")).isLessThan(0.75);
  }

  @Test
  void the_control_does_not_hold() throws InterruptedException, TrialFailedException {
    Map<String, Object> pairs = new java.util.TreeMap<>(SMALL);
    pairs.putAll(Map.of("d", List.of(5), "students", List.of(2), "teacher", 2));
    ClaimSetup setup = Synthetic.setup(claim, true, pairs);

    assertThat(claim.conclude(setup, run(setup, 1)).verdict().outcome()).isEqualTo(Outcome.FAILS);
  }

  private SweepResults run(ClaimSetup setup, int threads)
      throws InterruptedException, TrialFailedException {
    List<TrialResult> results = new ArrayList<>();
    var tasks = claim.plan(setup, new ClaimEnvironment(Kernels.of(List.of())));
    new ThreadsBackend(threads)
        .run(
            tasks,
            new TrialSink() {
              @Override
              public void accept(List<TrialResult> some) {
                results.addAll(some);
              }

              @Override
              public void idle() {}
            });
    List<TrialResult> ordered = new ArrayList<>();
    SweepResults any = SweepResults.of(results);
    tasks.forEach(task -> task.trials().forEach(trial -> ordered.add(any.get(trial))));
    return SweepResults.of(ordered);
  }

  private static double beta(List<EndpointResult> endpoints, String name) {
    return endpoints.stream()
        .filter(e -> e.name().equals(name))
        .mapToDouble(EndpointResult::estimate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    assertThatThrownBy(() -> ladder(Map.of("sizes", List.of(10, 20))))
        .hasMessage("sizes=[10, 20] are too few for a slope and its refit; name at least 3");
    assertThatThrownBy(() -> ladder(Map.of("teacher", 3)))
        .hasMessage(
            "students=[2, 3] holds 2, which is less than teacher=3; the prediction needs windows at"
                + " least as wide as the teacher's");
    assertThatThrownBy(() -> ladder(Map.of("students", List.of(2, 5))))
        .hasMessage(
            "students=[2, 5] holds 5, which is not local with d=5 inputs; lower it or raise d");
    assertThatThrownBy(() -> ladder(Map.of("d", List.of(9, 5))))
        .hasMessage("d=[9, 5] must rise; put them in order, each once");
  }

  private Ladder ladder(Map<String, Object> changes) {
    return Ladder.of(new SettingValues(Synthetic.setup(claim, false, changes)));
  }

  @Test
  void the_controls_order_leaves_no_neighbours_beside_each_other() {
    assertThat(CurveTask.everyOther(5)).containsExactly(0, 2, 4, 1, 3);
    assertThat(CurveTask.everyOther(6)).containsExactly(0, 2, 4, 1, 3, 5);
  }
}
