package io.fanin.experiments.claim.staircase;

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
import org.junit.jupiter.api.Test;

final class StaircaseTest {
  private static final String CLIMB = "z1 + z1*z2";
  private static final String LEAP = "z1 + z2*z3";
  private static final Map<String, Object> TWO =
      Map.of(
          "targets", List.of(CLIMB, LEAP),
          "order-target", CLIMB,
          "order", List.of("z1", "z1*z2"));

  private final Staircase claim = new Staircase();

  private Outcome outcome(double learnt, double half, double trapped, boolean inOrder) {
    ClaimSetup setup = Synthetic.setup(claim, false, TWO);
    return Synthetic.outcome(
        claim,
        setup,
        (trial, result) -> {
          boolean climbs = trial.settings().contains("z1*z2");
          boolean all = Synthetic.number(trial, "particles") == 100;
          double last = !climbs ? trapped : all ? learnt : half;
          result.series(LimitTrial.TIMES, 0, 1, 2).series(LimitTrial.RISKS, 2, 1, 0.5);
          result.series(LimitTrial.TERM + 0, 0, inOrder ? 1 : 0, 1);
          result.series(LimitTrial.TERM + 1, 0, inOrder ? 0 : 1, last);
        });
  }

  @Test
  void heights_on_their_sides_in_order_hold() {
    assertThat(outcome(0.9, 0.8, 0.1, true)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void a_height_on_the_other_side_or_another_order_fails() {
    assertThat(outcome(0.6, 0.5, 0.1, true)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(0.9, 0.8, 0.4, true)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(0.9, 0.8, 0.1, false)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void numerics_that_disagree_leave_it_undecided() {
    assertThat(outcome(0.75, 0.65, 0.1, true)).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void predictions_follow_the_target() {
    assertThat(learnt("z1 + z1*z2")).isTrue();
    assertThat(learnt("z1 + z2*z3")).isFalse();
    assertThat(learnt("z1 + z2 + z3 + z1*z2*z3")).isFalse();
    assertThat(learnt("z1 + 0.99*z2 + 1.01*z3 + z1*z2*z3")).isTrue();
    assertThat(learnt("z1 + z2")).isTrue();
  }

  private static boolean learnt(String text) {
    return Conclusion.learnt(SparsePolynomial.parse(text).inSigns());
  }

  @Test
  void the_control_takes_the_ground_away() throws InterruptedException {
    Map<String, Object> small = new java.util.TreeMap<>(TWO);
    small.putAll(Map.of("particles", 20, "nodes", 8, "step", 0.2, "time", 300));
    ClaimSetup plain = Synthetic.setup(claim, false, small);
    ClaimSetup broken = Synthetic.setup(claim, true, small);
    SweepResults results = Synthetic.run(claim, plain);

    assertThat(results.all()).hasSize(claim.cost(plain).trials());
    double[] learnt = results.all().get(0).series(LimitTrial.TERM + 1);
    assertThat(learnt[learnt.length - 1]).isGreaterThan(0.7);
    assertThat(claim.conclude(broken, Synthetic.run(claim, broken)).verdict().outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    assertThatThrownBy(
            () ->
                LimitTrial.all(
                    new SettingValues(Synthetic.setup(claim, false, Map.of("particles", 62)))))
        .hasMessage("particles=62 must be a multiple of 4, since half of them must be even");
    assertThatThrownBy(
            () ->
                LimitTrial.all(
                    new SettingValues(
                        Synthetic.setup(claim, false, Map.of("targets", List.of(CLIMB, CLIMB))))))
        .hasMessage("'z1 + z1*z2' is twice among the targets; leave one out");
  }
}
