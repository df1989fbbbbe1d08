package io.fanin.hierarchy.sparse;

import static io.fanin.hierarchy.Runs.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.Runs;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SparseHierarchyTest {
  private final SparseHierarchy claim = new SparseHierarchy();

  private ClaimReport report(double local, double shared, Map<String, Object> changes) {
    return Runs.report(
        claim,
        Runs.setup(claim, false, changes),
        (trial, result) -> {
          double exponent = trial.kind().equals("local") ? local : shared;
          double s0 = number(trial, "s0");
          double complexity =
              100 * StrictMath.pow(s0 + 1, exponent) * (1 + 0.02 * number(trial, "member"));
          result
              .series(SparseTask.SIZES, complexity / 2, complexity * 2)
              .series(SparseTask.ERRORS, 0.15, 0.0375)
              .series(SparseTask.ALIGNMENT, 0.5, 0.6)
              .number(SparseTask.RATE, 0.01)
              .number(SparseTask.DEAD, 0)
              .number(SparseTask.PARAMETERS, 10)
              .number(SparseTask.MULTIPLY_ADDS, 10);
        });
  }

  @Test
  void exponents_that_differ_by_one_hold_and_equal_ones_fail() {
    ClaimReport holds = report(3, 2, Map.of());
    assertThat(holds.verdict().outcome()).as(holds.verdict().reason()).isEqualTo(Outcome.HOLDS);
    assertThat(holds.endpoints().get(0).estimate()).isCloseTo(1, within(1e-9));
    assertThat(holds.endpoints().get(0).predicted()).isEqualTo(1);
    assertThat(report(2, 2, Map.of()).verdict().outcome()).isEqualTo(Outcome.FAILS);
    assertThat(report(3, 2, Map.of("empties", List.of(0, 1, 3))).verdict().outcome())
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void the_prediction_follows_the_levels_and_two_of_them_cannot_tell() {
    assertThat(report(4, 2, Map.of("levels", 4)).endpoints().get(0).predicted()).isEqualTo(2);
    ClaimReport two = report(2, 2, Map.of("levels", 2));
    assertThat(two.verdict().outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(two.verdict().reason())
        .isEqualTo("with levels=2 both exponents are predicted to be alike");
  }

  @Test
  void networks_are_equal_in_multiply_adds_and_on_request_in_parameters() {
    SettingValues values =
        new SettingValues(Runs.setup(claim, false, Map.of("equal", "parameters")));
    Network local = new SparseCell(Arm.LOCAL, 1).network(values);
    Network conv = new SparseCell(Arm.CONV, 1).network(values);
    Network wide = new SparseCell(Arm.WIDE_CONV, 1).network(values);
    assertThat(conv.multiplyAdds()).isEqualTo(local.multiplyAdds());
    // 64 places: 16 windows of 4 places times 4 symbols, 4 windows of 4 times 32, one of them
    assertThat(local.trainableParameters())
        .isEqualTo(16 * 32 * 17 + 4 * 32 * 129 + 32 * 129 + 4 * 33);
    assertThat(conv.trainableParameters()).isEqualTo(32 * 17 + 32 * 129 + 32 * 129 + 4 * 33);
    double ratio = (double) wide.trainableParameters() / local.trainableParameters();
    assertThat(ratio).isBetween(0.97, 1.03);
    assertThat(SparseCell.all(values)).hasSize(6);
  }

  @Test
  void a_small_run_gives_the_same_bits_on_one_and_on_two_threads() {
    ClaimSetup setup = Runs.setup(claim, false, tiny());
    SweepResults once = Runs.run(claim, setup, 1);
    assertThat(Runs.run(claim, setup, 2).digest()).isEqualTo(once.digest());
    assertThat(once.all()).hasSize(claim.cost(setup).trials()).hasSize(12);
    assertThat(claim.conclude(setup, once).tables().get(0).rows()).hasSize(4);
    TrialResult first = once.all().get(0);
    assertThat(first.series(SparseTask.SIZES)).hasSize(first.series(SparseTask.ERRORS).length);
  }

  private static Map<String, Object> tiny() {
    Map<String, Object> tiny = new TreeMap<>();
    tiny.putAll(Map.of("levels", 2, "symbols", 3, "classes", 2, "synonyms", 2, "seeds", 3));
    tiny.putAll(Map.of("empties", List.of(1, 2), "validation-seeds", 1, "rungs", 2));
    tiny.putAll(Map.of("test-rows", 20, "channels", 4, "rates", List.of(0.01, 0.03)));
    tiny.putAll(Map.of("batch", 8, "steps", 10, "rate-samples", 1.0));
    return tiny;
  }

  @Test
  void the_control_shares_no_weights_and_fails_where_both_are_alike() {
    Network conv =
        new SparseCell(Arm.CONV, 1).network(new SettingValues(Runs.setup(claim, true, Map.of())));
    assertThat(conv.architecture()).isEqualTo("local");
    ClaimSetup setup = Runs.setup(claim, true, tiny());
    assertThat(claim.conclude(setup, Runs.run(claim, setup, 2)).verdict().outcome())
        .isNotEqualTo(Outcome.HOLDS);
  }

  @Test
  void data_of_both_networks_are_the_same_and_their_strings_parse() {
    SettingValues values = new SettingValues(Runs.setup(claim, false, Map.of()));
    SparseData local = new SparseData(new SparseCell(Arm.LOCAL, 1), values, SparseData.JUDGED);
    SparseData conv = new SparseData(new SparseCell(Arm.CONV, 1), values, SparseData.JUDGED);
    assertThat(local.sample(2, 20).symbols()).isDeepEqualTo(conv.sample(2, 20).symbols());
    SparseData other = new SparseData(new SparseCell(Arm.CONV, 3), values, SparseData.JUDGED);
    assertThat(other.grammar(2).rule(1, 0, 0)).isEqualTo(conv.grammar(2).rule(1, 0, 0));
    assertThat(other.sample(2, 5).symbols()[0]).hasSize(512);
  }

  @Test
  void bad_settings_are_refused_in_a_sentence() {
    assertThatThrownBy(() -> claim.cost(Runs.setup(claim, false, Map.of("empties", List.of(3, 1)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("empties=[3, 1] must rise; put them in order, each once");
    assertThatThrownBy(
            () -> claim.cost(Runs.setup(claim, false, Map.of("empties", List.of(1, 30)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "strings of (branching * (empties + 1))^levels = 238328 places are too long; at most"
                + " 65536: lower one of them");
    assertThatThrownBy(
            () ->
                claim.cost(
                    Runs.setup(claim, false, Map.of("empties", List.of(0, 1), "test-rows", 300))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("does not fit below");
  }
}
