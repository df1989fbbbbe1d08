package io.fanin.hierarchy.deep;

import static io.fanin.hierarchy.Runs.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.Runs;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HierarchyClaimTest {
  private static final Map<String, Object> TINY = tiny();
  private final HierarchyClaim claim = new HierarchyClaim();

  private static Map<String, Object> tiny() {
    Map<String, Object> tiny = new TreeMap<>();
    tiny.putAll(Map.of("levels", 2, "symbols", List.of(2, 3, 4), "sweep-symbols", 3));
    tiny.putAll(Map.of("sweep-classes", List.of(2, 3), "seeds", 3, "validation-seeds", 1));
    tiny.putAll(Map.of("rungs", 2, "first", 1.0, "test-rows", 20, "channels", 4));
    tiny.putAll(Map.of("rates", List.of(0.01, 0.03), "batch", 8, "steps", 10));
    tiny.putAll(Map.of("symbols", List.of(3, 4), "rate-samples", 1.0));
    return tiny;
  }

  /** Complexities of a power of n_c m^L, and two-layer errors over chance. */
  private ClaimReport report(double diagonal, double classes, double shallow) {
    return Runs.report(
        claim,
        Runs.setup(claim, false, Map.of()),
        (trial, result) -> write(trial, result, diagonal, classes, shallow));
  }

  private static void write(
      Trial trial, TrialResult.Builder result, double diagonal, double classes, double shallow) {
    double v = number(trial, "symbols");
    double n = number(trial, "classes");
    double chance = 1 - 1 / n;
    double complexity =
        5
            * StrictMath.pow(v, 3 * diagonal)
            * StrictMath.pow(n, classes)
            * (1 + 0.01 * number(trial, "member"));
    result
        .series(HierarchyTask.SIZES, complexity / 1.5, complexity * 1.5)
        .series(HierarchyTask.ERRORS, 0.2 * chance, 0.05 * chance)
        .series(HierarchyTask.SENSITIVITY, 1, 1, 1, 0, 0, 0)
        .series(HierarchyTask.ALIGNMENT, .1, .2, .3, .4, .5, .6, .7)
        .number(HierarchyTask.RATE, 0.01)
        .number(HierarchyTask.DEAD, 0)
        .number(HierarchyTask.PARAMETERS, 10)
        .number(HierarchyTask.MULTIPLY_ADDS, 10)
        .number(HierarchyTask.SHALLOW_SAMPLES, 4 * complexity);
    for (String name : HierarchyTask.SHALLOW) {
      result
          .number(name + ".error", chance * (shallow + 0.01 * number(trial, "member")))
          .number(name + ".loss", 0.01)
          .number(name + ".dead", 0)
          .number(name + ".rate", 0.01)
          .number(name + ".parameters", 10)
          .number(name + ".multiply-adds", 10);
    }
  }

  @Test
  void the_predicted_powers_and_a_network_of_two_layers_that_fails_hold() {
    ClaimReport report = report(1, 1, 0.8);
    assertThat(report.verdict().outcome()).as(report.verdict().reason()).isEqualTo(Outcome.HOLDS);
    List<EndpointResult> judged =
        report.endpoints().stream().filter(EndpointResult::primary).toList();
    assertThat(judged).hasSize(5);
    // two points of the same width around P*, and a wobble that a mean of members moves little
    assertThat(judged.get(0).estimate()).isCloseTo(1, within(1e-9));
    assertThat(judged.get(1).estimate()).isCloseTo(1, within(1e-9));
  }

  @Test
  void another_power_or_a_network_of_two_layers_that_learns_fails() {
    assertThat(report(1.5, 1, 0.8).verdict().outcome()).isEqualTo(Outcome.FAILS);
    assertThat(report(1, 1.5, 0.8).verdict().outcome()).isEqualTo(Outcome.FAILS);
    assertThat(report(1, 1, 0.3).verdict().outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void two_sizes_have_no_slope() {
    ClaimReport report =
        Runs.report(
            claim,
            Runs.setup(claim, false, Map.of("symbols", List.of(6, 8))),
            (trial, result) -> write(trial, result, 1, 1, 0.8));
    assertThat(report.verdict().outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.verdict().reason()).contains("v = m growing has 2 sizes");
  }

  @Test
  void a_small_run_gives_the_same_bits_on_one_and_on_two_threads() {
    ClaimSetup setup = Runs.setup(claim, false, TINY);
    SweepResults once = Runs.run(claim, setup, 1);
    assertThat(Runs.run(claim, setup, 2).digest()).isEqualTo(once.digest());
    assertThat(once.all()).hasSize(claim.cost(setup).trials()).hasSize(9);
    ClaimReport report = claim.conclude(setup, once);
    assertThat(report.tables().get(0).rows()).hasSize(3);
    TrialResult first = once.all().get(0);
    int rungs = first.series(HierarchyTask.SIZES).length;
    assertThat(first.series(HierarchyTask.SENSITIVITY)).hasSize(2 * rungs);
    assertThat(first.series(HierarchyTask.ALIGNMENT)).hasSize(3);
    for (double alignment : first.series(HierarchyTask.ALIGNMENT)) {
      assertThat(alignment).isBetween(0.0, 1.0);
    }
  }

  @Test
  void the_control_draws_rules_without_correlations_and_does_not_hold() {
    Map<String, Object> changes = new TreeMap<>(TINY);
    changes.put("sweep-classes", List.of(2, 3));
    ClaimSetup setup = Runs.setup(claim, true, changes);
    SweepResults results = Runs.run(claim, setup, 2);
    assertThat(claim.conclude(setup, results).verdict().outcome()).isNotEqualTo(Outcome.HOLDS);

    SettingValues values = new SettingValues(setup);
    Cell cell = Cell.byClasses(values).get(1);
    GrammarData data = new GrammarData(cell, values, GrammarData.JUDGED);
    int[][] counts = new int[3][3]; // of first symbols by class, over all strings
    var all = data.sample(0, cell.shape().total().intValueExact());
    for (int r = 0; r < all.size(); r++) {
      counts[all.symbols()[r][0]][all.labels()[r]]++;
    }
    for (int[] byClass : counts) {
      assertThat(byClass).containsExactly(9, 9, 9);
    }
  }

  @Test
  void two_layer_networks_are_equal_in_size_to_the_deep_one() {
    SettingValues values = new SettingValues(Runs.setup(claim, false, Map.of()));
    Cell cell = Cell.diagonal(values).get(1);
    Network deep = cell.deep(values);
    // v = 6, 64 channels: 4 windows of 12, 2 of 128, 1 of 128, two outputs
    assertThat(deep.multiplyAdds()).isEqualTo(64 * (4 * 12 + 2 * 128 + 128 + 2));
    assertThat(deep.trainableParameters()).isEqualTo(64 * (12 + 128 + 128 + 3 + 2) + 2);
    Network parameters =
        cell.networks()
            .shallowOfSize(io.fanin.models.Sizing.PARAMETERS, deep.trainableParameters());
    assertThat(Math.abs(parameters.trainableParameters() - deep.trainableParameters()))
        .isLessThanOrEqualTo((8 * 6 + 1 + 2) / 2 + 1); // half of what one unit adds
    Network flops =
        cell.networks().shallowOfSize(io.fanin.models.Sizing.MULTIPLY_ADDS, deep.multiplyAdds());
    assertThat(Math.abs(flops.multiplyAdds() - deep.multiplyAdds()))
        .isLessThanOrEqualTo((8 * 6 + 2) / 2);
  }

  @Test
  void bad_settings_are_refused_in_a_sentence() {
    assertThatThrownBy(() -> claim.cost(Runs.setup(claim, false, Map.of("symbols", List.of(6, 4)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("symbols=[6, 4] must rise; put them in order, each once");
    assertThatThrownBy(
            () -> claim.cost(Runs.setup(claim, true, Map.of("sweep-classes", List.of(2, 7)))))
        .hasMessage(
            "the control's rules need branching=2 and no more classes than symbols, were branching=2,"
                + " 7 classes, 6 symbols; change them or leave out --control");
    assertThatThrownBy(
            () -> claim.cost(Runs.setup(claim, false, Map.of("levels", 1, "symbols", List.of(2)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("does not fit below");
  }

  @Test
  void the_tree_of_symbols_is_read_from_the_rules() {
    SettingValues values = new SettingValues(Runs.setup(claim, false, Map.of()));
    Cell cell = new Cell(new GrammarShape(2, 4, 4, 2, 3), true);
    GrammarData data = new GrammarData(cell, values, GrammarData.JUDGED);
    var sample = data.sample(1, 30);
    var tree =
        io.fanin.hierarchy.complexity.SymbolTree.of(
            data.grammar(1), sample.labels(), sample.digits(), 30);
    assertThat(tree.symbols()).hasSize(7);
    assertThat(tree.symbols().get(6)).isEqualTo(sample.labels());
    for (int r = 0; r < 30; r++) {
      int[] x = sample.symbols()[r];
      for (int p = 0; p < 4; p++) { // the symbol above a pair is the one that can write it
        int above = tree.symbols().get(p)[r];
        int[] pair = {x[2 * p], x[2 * p + 1]};
        boolean written = false;
        for (int k = 0; k < 4; k++) {
          written |= java.util.Arrays.equals(data.grammar(1).rule(3, above, k), pair);
        }
        assertThat(written).isTrue();
      }
    }
  }
}
