package io.fanin.experiments.claim.leap;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class LeapTimeTest {
  private final LeapTime claim = new LeapTime();

  private Outcome outcome(
      DoubleUnaryOperator one, DoubleUnaryOperator two, DoubleUnaryOperator three) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          double size = number(trial, "size");
          String target = trial.settings();
          DoubleUnaryOperator law =
              target.contains("z4") ? three : target.contains("z3") ? two : one;
          double scale = 1 + 0.02 * number(trial, "start") / 12;
          result.number(EscapeTrial.ESCAPE, scale * law.applyAsDouble(size));
        });
  }

  private static double log(double size) {
    return 40 + 5 * StrictMath.log(1 / size);
  }

  private static double power(double size) {
    return 100 + 10 / size;
  }

  @Test
  void the_predicted_laws_hold() {
    assertThat(outcome(d -> 50, LeapTimeTest::log, LeapTimeTest::power)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void another_law_fails() {
    assertThat(outcome(LeapTimeTest::power, LeapTimeTest::log, LeapTimeTest::power))
        .isEqualTo(Outcome.FAILS);
    assertThat(outcome(d -> 50, LeapTimeTest::power, LeapTimeTest::power)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(d -> 50, LeapTimeTest::log, LeapTimeTest::log)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void what_was_not_reached_leaves_it_undecided() {
    assertThat(
            outcome(
                d -> 50, LeapTimeTest::log, d -> d < 0.03 ? Double.POSITIVE_INFINITY : power(d)))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void the_control_bridges_every_leap() {
    assertThat(EscapeTrial.bridged(SparsePolynomial.parse("z1 + z1*z2*z3").inSigns()).toString())
        .isEqualTo("z1 + z1*z2 + z1*z2*z3");
  }

  @Test
  void a_small_run_is_concluded() throws InterruptedException {
    ClaimSetup setup =
        Synthetic.setup(
            claim,
            false,
            Map.of(
                "targets", List.of("z1 + z1*z2"),
                "delta", List.of(0.4, 0.2, 0.1),
                "seeds", 2,
                "particles", 10,
                "nodes", 6,
                "step", 0.5,
                "time", 200));
    SweepResults results = Synthetic.run(claim, setup);

    assertThat(results.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, results).endpoints()).hasSize(1);
  }

  @Test
  void sizes_must_be_a_geometric_grid() {
    assertThatThrownBy(
            () ->
                EscapeTrial.sizes(
                    new SettingValues(
                        Synthetic.setup(claim, false, Map.of("delta", List.of(0.2, 0.1, 0.04))))))
        .hasMessage(
            "delta=[0.2, 0.1, 0.04] is no falling geometric grid of at least 3 sizes; take such as"
                + " [0.2, 0.1, 0.05, 0.025]");
  }
}
