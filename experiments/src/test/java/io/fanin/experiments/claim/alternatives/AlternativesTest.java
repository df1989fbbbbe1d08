package io.fanin.experiments.claim.alternatives;

import static io.fanin.experiments.claim.Synthetic.wobble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.experiments.oracle.kernel.Agop;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.function.SparseFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

final class AlternativesTest {
  private static final Map<String, Object> SMALL =
      Map.ofEntries(
          Map.entry("n", 4),
          Map.entry("samples", 20),
          Map.entry("validation-rows", 10),
          Map.entry("test-rows", 20),
          Map.entry("seeds", 2),
          Map.entry("validation-seeds", 1),
          Map.entry("width", 2),
          Map.entry("rates", List.of(0.01)),
          Map.entry("steps", 10),
          Map.entry("iterations", 2),
          Map.entry("neighbours", List.of(1, 3)));

  private final Alternatives claim = new Alternatives();

  private SettingValues values(Map<String, Object> changes) {
    return new SettingValues(Synthetic.setup(claim, false, changes));
  }

  /** A method's error is its place in an order, best first. */
  private Outcome outcome(Map<View, List<Method>> orders, double noise) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          for (View view : View.values()) {
            if (trial.settings().contains("\"family\":\"" + view.id() + "\"")) {
              Method method = Method.valueOf(trial.kind().toUpperCase(java.util.Locale.ROOT));
              int place = orders.getOrDefault(view, List.of()).indexOf(method);
              double error = StrictMath.pow(4, place + 1) * StrictMath.exp(noise * wobble(trial));
              result
                  .number(Chosen.VALIDATION, error)
                  .number(Chosen.TEST, error)
                  .number(Chosen.DEAD, 0);
              if (method.isNetwork()) {
                result
                    .number(NetworkTask.ALIGNMENT, 0.5)
                    .series(NetworkTask.NODES, 0.4, 0.5, 0.6)
                    .number(NetworkTask.PARAMETERS, 10)
                    .number(NetworkTask.MULTIPLY_ADDS, 10);
              }
            }
          }
        });
  }

  private static List<Method> order(Method... methods) {
    return List.of(methods);
  }

  @Test
  void opposite_orderings_hold_and_one_order_for_all_fails() {
    Method m = Method.MATCHED;
    Method d = Method.DENSE;
    Method f = Method.FEATURES;
    Method k = Method.KERNEL;
    Method n = Method.NEIGHBOURS;
    Map<View, List<Method>> predicted =
        Map.of(
            View.SPARSE, order(m, d, f, k, n),
            View.INDEX, order(f, d, k, m, n),
            View.MANIFOLD, order(d, k, n, f, m));
    Map<View, List<Method>> same =
        Map.of(
            View.SPARSE, order(m, d, f, k, n),
            View.INDEX, order(m, d, f, k, n),
            View.MANIFOLD, order(m, d, f, k, n));

    assertThat(outcome(predicted, 0.1)).isEqualTo(Outcome.HOLDS);
    assertThat(outcome(same, 0.1)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(predicted, 30)).isEqualTo(Outcome.UNDECIDED);
  }

  private static double[] singularValues(double[][] matrix) {
    return new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getSingularValues();
  }

  @Test
  void gradients_of_a_tree_span_all_directions() {
    SparseFunction tree = new Families(values(Map.of())).tree(0);
    double[][] points = new Families(values(Map.of())).samples(View.SPARSE, 0).points(0, 256);
    double[][] matrix =
        Agop.of(
            x -> {
              double[] gradient = new double[8];
              tree.gradient(0, x, gradient);
              return gradient;
            },
            List.of(points));
    double[] spectrum = singularValues(matrix);

    assertThat(spectrum[7] / spectrum[0]).isGreaterThan(1e-3);
  }

  @Test
  void a_multi_index_target_changes_along_its_directions_alone() {
    Samples samples = new Families(values(Map.of("n", 2, "directions", 1))).samples(View.INDEX, 0);
    double[] x = samples.inputs();
    double[] y = samples.labels();
    double best = Double.POSITIVE_INFINITY;
    for (int angle = 0; angle < 360; angle++) {
      double c = StrictMath.cos(Math.PI * angle / 360);
      double s = StrictMath.sin(Math.PI * angle / 360);
      Integer[] order = new Integer[y.length];
      java.util.Arrays.setAll(order, r -> r);
      java.util.Arrays.sort(
          order, java.util.Comparator.comparingDouble(r -> c * x[2 * r] + s * x[2 * r + 1]));
      double variation = 0;
      for (int r = 1; r < order.length; r++) {
        variation += Math.abs(y[order[r]] - y[order[r - 1]]);
      }
      best = Math.min(best, variation);
    }
    // Sorted along the right direction labels are a smooth curve; along others they jump about.
    assertThat(best).isLessThan(0.2 * y.length);
  }

  @Test
  void the_manifold_has_the_dimension_asked_for() {
    Samples samples = new Families(values(Map.of("samples", 4000))).samples(View.MANIFOLD, 0);
    double[][] points = samples.points(0, 4000);
    // Twice as many points on a surface of dimension 2 are closer by 2^(-1/2).
    double ratio = spacing(points, 4000) / spacing(points, 1000);

    assertThat(ratio).isBetween(0.4, 0.6);
    assertThat(samples.nodes()).isEmpty();
  }

  private static double spacing(double[][] points, int count) {
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        if (i != j) {
          double squared = 0;
          for (int k = 0; k < points[i].length; k++) {
            squared += (points[i][k] - points[j][k]) * (points[i][k] - points[j][k]);
          }
          least = Math.min(least, squared);
        }
      }
      sum += Math.sqrt(least);
    }
    return sum;
  }

  @Test
  void neighbours_average_the_nearest_labels() {
    double[][] rows = {{0, 0}, {1, 0}, {3, 0}};
    double[] labels = {1, 2, 6};

    assertThat(new Neighbours(rows, labels, 1).value(new double[] {0.9, 0})).isEqualTo(2);
    assertThat(new Neighbours(rows, labels, 2).value(new double[] {0.9, 0})).isEqualTo(1.5);
    assertThat(new Neighbours(rows, labels, 3).value(new double[] {9, 9})).isEqualTo(3);
    assertThat(new Neighbours(rows, labels, 1).value(new double[] {0.5, 0})).isEqualTo(1);
  }

  @Test
  void a_small_run_is_the_same_on_two_threads_and_the_control_shuffles()
      throws InterruptedException {
    ClaimSetup setup = Synthetic.setup(claim, false, SMALL);
    SweepResults first = OnThreads.run(claim, setup, 1);

    assertThat(first.all()).hasSize(claim.cost(setup).trials());
    assertThat(OnThreads.run(claim, setup, 2).digest()).isEqualTo(first.digest());
    assertThat(claim.conclude(setup, first).comparisons()).hasSize(9);
    assertThat(claim.conclude(setup, first).verdict().outcome()).isEqualTo(Outcome.UNDECIDED);
    Samples plain = new Families(values(SMALL)).samples(View.SPARSE, 0);
    Samples shuffled =
        new Families(new SettingValues(Synthetic.setup(claim, true, SMALL)))
            .samples(View.SPARSE, 0);
    assertThat(shuffled.inputs()).isEqualTo(plain.inputs());
    assertThat(shuffled.labels()).isNotEqualTo(plain.labels());
    assertThat(shuffled.labels()).containsExactlyInAnyOrder(plain.labels());
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    Map<String, Object> few = new HashMap<>(SMALL);
    few.put("neighbours", List.of(1, 21));
    assertThatThrownBy(() -> Alternatives.check(values(few)))
        .hasMessage("neighbours=21 must be at most samples=20; lower it or raise samples");
    assertThatThrownBy(() -> Alternatives.check(values(Map.of("directions", 9))))
        .hasMessage("directions=9 must be at most n=8; lower it or raise n");
    assertThatThrownBy(() -> Alternatives.check(values(Map.of("dimension", 9))))
        .hasMessage("dimension=9 must be at most n=8; lower it or raise n");
  }
}
