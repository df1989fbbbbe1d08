package io.fanin.experiments.claim.spline;

import static io.fanin.experiments.claim.Synthetic.wobble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.graph.SparseGraph;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SplineRateTest {
  private final SplineRate claim = new SplineRate();

  private SettingValues values(Map<String, Object> changes) {
    return new SettingValues(Synthetic.setup(claim, false, changes));
  }

  private Outcome outcome(double slope, double noise, Map<String, Object> changes) {
    ClaimSetup setup = Synthetic.setup(claim, false, changes);
    double[] grids =
        SplineRate.grids(new SettingValues(setup)).stream().mapToDouble(g -> g).toArray();
    return Synthetic.outcome(
        claim,
        setup,
        (trial, result) -> {
          double own = slope + noise * wobble(trial);
          double[] errors = Arrays.stream(grids).map(g -> StrictMath.pow(g, own)).toArray();
          result
              .series(SplineTask.TRAINING, errors)
              .series(SplineTask.TEST, errors)
              .series(SplineTask.PARAMETERS, Arrays.stream(grids).map(g -> 3 * g + 9).toArray())
              .series(SplineTask.MULTIPLY_ADDS, grids);
          if (trial.kind().equals(SplineTask.SPLINES)) {
            result.series(SplineTask.STARTS, 0.1, 0.2, 0.9).series(SplineTask.ALIGNMENT, 0.99);
          }
        });
  }

  @Test
  void the_predicted_slope_holds_and_follows_the_degree() {
    assertThat(outcome(-4, 0.02, Map.of())).isEqualTo(Outcome.HOLDS);
    assertThat(outcome(-3, 0.02, Map.of("degree", 2))).isEqualTo(Outcome.HOLDS);
    assertThat(outcome(-4, 0.02, Map.of("degree", 2))).isEqualTo(Outcome.FAILS);
    assertThat(outcome(-4, 0.02, Map.of("grids", List.of(4, 7, 9), "targets", List.of("hundred"))))
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void another_slope_fails_and_a_noisy_one_is_undecided() {
    assertThat(outcome(-2, 0.02, Map.of())).isEqualTo(Outcome.FAILS);
    assertThat(outcome(-4, 2, Map.of())).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void targets_have_the_published_values_and_graphs() {
    double[] x = {0.5, -0.5, 0.25, 1};
    assertThat(SplineTarget.TWO.values(new double[] {0.5, -0.5}, 1, false))
        .isDeepEqualTo(new double[][] {{1.25}, {StrictMath.exp(1.25)}});
    double a = 0.5;
    double b = 1.0625;
    double c = (StrictMath.sin(Math.PI * a) + StrictMath.sin(Math.PI * b)) / 2;
    double[][] four = SplineTarget.FOUR.values(x, 1, false);
    assertThat(four[0][0]).isEqualTo(a);
    assertThat(four[1][0]).isEqualTo(b);
    assertThat(Math.abs(four[2][0] - c) <= 1e-15).isTrue();
    assertThat(Math.abs(four[3][0] - StrictMath.exp(c)) <= 1e-15).isTrue();
    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    assertThat(Math.abs(SplineTarget.HUNDRED.values(ones, 1, false)[1][0] - Math.E) <= 1e-14)
        .isTrue();
    assertThat(SplineTarget.FOUR.function().graph().edges()).isEqualTo(7);
    assertThat(SplineTarget.FOUR.layers().edges()).isEqualTo(16 + 8 + 2);
  }

  @Test
  void the_control_turns_inputs_in_pairs() {
    double h = Math.sqrt(0.5);
    double[][] turned = SplineTarget.TWO.values(new double[] {0.3, 0.1}, 1, true);
    double[][] plain =
        SplineTarget.TWO.values(new double[] {h * (0.3 + 0.1), h * (0.3 - 0.1)}, 1, false);
    assertThat(turned).isDeepEqualTo(plain);
  }

  @Test
  void wiring_is_the_graph_or_the_layers() {
    Network matched = new SplineNetworks(SplineTarget.FOUR, values(Map.of())).splines(5);
    Network dense =
        new SplineNetworks(SplineTarget.FOUR, values(Map.of("wiring", "dense"))).splines(5);

    // An edge has silu and 5 + 3 splines, a node a bias.
    assertThat(matched.trainableParameters()).isEqualTo(7 * 9 + 4);
    assertThat(dense.trainableParameters()).isEqualTo(26 * 9 + 7);
    SparseGraph graph = SplineTarget.FOUR.function().graph();
    assertThat(matched.vertices()).isEqualTo(graph.vertices());
  }

  @Test
  void rescaling_fills_the_range_and_keeps_a_function_that_fits() {
    Network network = new SplineNetworks(SplineTarget.TWO, values(Map.of())).splines(40);
    double[] parameters = SplineNetworks.start(network, RandomStream.of(1, "test"));
    int[] hidden = {network.block(2)};
    double[][] spread = {{-0.4, 0.1, 0.3}};

    double[] moved = Rescaling.apply(network, parameters, hidden, spread, -1, 1);

    // Inner: 0.95 * 2 / 0.7 times as large, with the middle of the values moved to 0.
    double scale = 1.9 / 0.7;
    int inner = network.plan().parameterOffset(1);
    int size = network.plan().specs().get(1).parametersPerShare();
    for (int k = 0; k < size - 1; k++) {
      assertThat(moved[inner + k]).isEqualTo(scale * parameters[inner + k]);
    }
    double bias = scale * parameters[inner + size - 1] + scale * 0.05;
    assertThat(Math.abs(moved[inner + size - 1] - bias) <= 1e-14).isTrue();
    // Outer: a cubic piece of the old spline stretched over many new intervals is met closely.
    for (double h : new double[] {-0.39, -0.1, 0.2, 0.29}) {
      double before = outer(network, parameters, h);
      double after = outer(network, moved, scale * (h + 0.05));
      assertThat(Math.abs(after - before) <= 0.02 * Math.max(1, Math.abs(before))).isTrue();
    }
  }

  /** The spline of the last node, without its bias. */
  private static double outer(Network network, double[] parameters, double h) {
    io.fanin.kernel.BasisSpec spec = (io.fanin.kernel.BasisSpec) network.plan().specs().get(2);
    double[] basis = new double[spec.basis().size()];
    spec.basis().values(h, basis, 0);
    int at = network.plan().parameterOffset(3);
    double sum = 0;
    for (int k = 0; k < basis.length; k++) {
      sum += parameters[at + k] * basis[k];
    }
    return sum;
  }

  @Test
  void a_small_run_is_the_same_on_two_threads_and_concluded() throws InterruptedException {
    Map<String, Object> small =
        Map.of(
            "targets",
            List.of("two"),
            "grids",
            List.of(3, 4, 6),
            "samples",
            60,
            "test-rows",
            40,
            "seeds",
            2,
            "starts",
            2,
            "start-samples",
            30,
            "rounds",
            1,
            "round-steps",
            3,
            "steps",
            5);
    ClaimSetup setup = Synthetic.setup(claim, false, small);

    SweepResults first = OnThreads.run(claim, setup, 1);
    SweepResults second = OnThreads.run(claim, setup, 2);

    assertThat(first.all()).hasSize(claim.cost(setup).trials());
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(claim.conclude(setup, first).endpoints().stream().map(EndpointResult::primary))
        .startsWith(true, false);
    for (TrialResult result : first.all()) {
      assertThat(result.series(SplineTask.TEST)).hasSize(3).doesNotContain(Double.NaN);
    }
  }

  @Test
  void the_spline_network_finds_its_rate_where_the_turned_target_does_not()
      throws InterruptedException {
    Map<String, Object> small =
        Map.of(
            "targets",
            List.of("two"),
            "grids",
            List.of(3, 5, 8),
            "samples",
            300,
            "test-rows",
            200,
            "seeds",
            2,
            "starts",
            4,
            "rounds",
            4,
            "round-steps",
            20,
            "steps",
            100);
    double plain = slope(Synthetic.setup(claim, false, small));
    double turned = slope(Synthetic.setup(claim, true, small));

    assertThat(plain).isLessThan(-2);
    assertThat(turned).isGreaterThan(-1);
  }

  private double slope(ClaimSetup setup) throws InterruptedException {
    return claim.conclude(setup, Synthetic.run(claim, setup)).endpoints().get(0).estimate();
  }

  @Test
  void settings_that_give_no_slope_are_refused() {
    assertThatThrownBy(() -> SplineRate.grids(values(Map.of("grids", List.of(3, 5)))))
        .hasMessage("grids=[3, 5] are 2 sizes, but a slope with a check needs 3; add some");
    assertThatThrownBy(() -> SplineRate.grids(values(Map.of("grids", List.of(3, 5, 5)))))
        .hasMessage("grids=[3, 5, 5] must rise; put them in order, each once");
    assertThatThrownBy(() -> SplineRate.targets(values(Map.of("targets", List.of("two", "two")))))
        .hasMessage("targets=[two, two] must name each target once, and at least one");
  }
}
