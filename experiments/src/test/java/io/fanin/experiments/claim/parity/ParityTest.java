package io.fanin.experiments.claim.parity;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

final class ParityTest {
  private final Parity claim = new Parity();

  /** Steps by n and k, with some noise. */
  private static BiConsumer<Trial, TrialResult.Builder> steps(
      DoubleBinaryOperator law, double gradient) {
    return (trial, result) -> {
      if (trial.kind().equals("gradient")) {
        result.number(GradientTrial.DIFFERENCE, gradient).number(GradientTrial.CASES, 9);
        return;
      }
      double t =
          law.applyAsDouble(number(trial, "n"), number(trial, "k"))
              * StrictMath.exp(0.1 * Synthetic.wobble(trial));
      result
          .number(ParityTask.REACHED, t)
          .series(ParityTask.STEPS, 16, t)
          .series(ParityTask.ACCURACY, 0.5, 0.9)
          .series(ParityTask.MASS, 0.2, 0.6);
    };
  }

  private Outcome outcome(BiConsumer<Trial, TrialResult.Builder> writer) {
    return Synthetic.outcome(claim, Synthetic.setup(claim, false, Map.of()), writer);
  }

  @Test
  void exponential_growth_in_order_holds() {
    assertThat(outcome(steps((n, k) -> 10 * StrictMath.exp(0.4 * k), 0))).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void a_power_law_or_a_wrong_gradient_fails() {
    assertThat(outcome(steps((n, k) -> 10 * k * k, 0))).isEqualTo(Outcome.FAILS);
    assertThat(outcome(steps((n, k) -> 10 * StrictMath.exp(0.4 * k), 1e-9)))
        .isEqualTo(Outcome.FAILS);
  }

  /** What was not reached is censored: later than all that was, never dropped. */
  @Test
  void medians_that_were_not_reached_leave_it_undecided() {
    assertThat(
            outcome(
                steps(
                    (n, k) -> k > 11 ? Double.POSITIVE_INFINITY : 10 * StrictMath.exp(0.4 * k), 0)))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void an_odd_half_is_refused() {
    assertThatThrownBy(
            () -> claim.cost(Synthetic.setup(claim, false, Map.of("halves", List.of(8, 10, 12)))))
        .hasMessage(
            "halves=10 has k = 5.0, which is not even; for odd k the set has no first-order signal, so"
                + " take multiples of 4");
  }

  @Test
  void networks_go_on_with_their_bits_when_others_have_arrived() throws InterruptedException {
    Map<String, Object> small =
        Map.of(
            "n",
            6,
            "k",
            List.of(2),
            "halves",
            List.of(4),
            "seeds",
            3,
            "steps",
            400,
            "width",
            20,
            "test-rows",
            60,
            "gradient-n",
            5,
            "accuracy",
            1.0);
    ClaimSetup three = Synthetic.setup(claim, false, small);
    SweepResults all = Synthetic.run(claim, three);
    Map<String, Object> fewer = new java.util.TreeMap<>(small);
    fewer.put("seeds", 2);
    SweepResults some = Synthetic.run(claim, Synthetic.setup(claim, false, fewer));

    for (TrialResult result : some.all()) {
      assertThat(all.get(result.trial()).digest()).isEqualTo(result.digest());
    }
    assertThat(all.all()).hasSize(claim.cost(three).trials());
  }

  @Test
  void the_control_learns_the_parity_of_two() {
    ClaimSetup setup = Synthetic.setup(claim, true, Map.of());
    assertThat(Synthetic.outcome(claim, setup, steps((n, k) -> 100, 0))).isEqualTo(Outcome.FAILS);
    assertThat(Cell.all(new io.fanin.experiments.claim.SettingValues(setup)))
        .allMatch(cell -> cell.learnt() == 2);
  }
}
