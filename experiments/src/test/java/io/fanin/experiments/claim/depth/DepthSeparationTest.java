package io.fanin.experiments.claim.depth;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class DepthSeparationTest {
  private final DepthSeparation claim = new DepthSeparation();

  private static BiConsumer<Trial, TrialResult.Builder> losses(double wide, double pieces) {
    return (trial, result) -> {
      if (trial.kind().equals("tent")) {
        double k = number(trial, "k");
        result
            .number(TentTrial.PIECES, pieces * StrictMath.pow(2, k))
            .number(TentTrial.DEEP_WRONG, 0)
            .number(TentTrial.UNITS, 4)
            .number(TentTrial.FLAT_PIECES, 5)
            .number(TentTrial.FLAT_ERROR, 0.25);
      } else {
        boolean step = Integer.bitCount((int) number(trial, "width")) == 1;
        result.series(ProductTask.LOSSES, step ? wide : 1, step ? wide : 1, step ? wide : 1);
      }
    };
  }

  private Outcome outcome(BiConsumer<Trial, TrialResult.Builder> writer) {
    return Synthetic.outcome(claim, Synthetic.setup(claim, false, Map.of("restarts", 3)), writer);
  }

  @Test
  void a_step_and_exact_counts_hold() {
    assertThat(outcome(losses(1e-5, 1))).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void no_step_or_a_wrong_count_fails() {
    assertThat(outcome(losses(0.5, 1))).isEqualTo(Outcome.FAILS);
    assertThat(outcome(losses(1e-5, 0.5))).isEqualTo(Outcome.FAILS);
  }

  @Test
  void restarts_that_leave_it_open_are_undecided() {
    BiConsumer<Trial, TrialResult.Builder> some =
        (trial, result) -> {
          if (trial.kind().equals("product") && number(trial, "width") == 4) {
            result.series(ProductTask.LOSSES, 1e-5, 1, 1); // one of three found it
          } else {
            losses(1e-5, 1).accept(trial, result);
          }
        };
    assertThat(outcome(some)).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void a_small_run_finds_the_step_and_the_control_does_not() throws InterruptedException {
    Map<String, Object> small =
        Map.of("n", List.of(2), "restarts", 2, "steps", 200, "tents", List.of(6));
    for (boolean control : new boolean[] {false, true}) {
      ClaimSetup setup = Synthetic.setup(claim, control, small);
      SweepResults results = Synthetic.run(claim, setup);
      assertThat(results.all()).hasSize(claim.cost(setup).trials());
      assertThat(claim.conclude(setup, results).verdict().outcome())
          .isEqualTo(control ? Outcome.FAILS : Outcome.HOLDS);
    }
  }

  @Test
  void gates_multiply_up_to_the_square_of_their_scale() {
    double coarse = ProductGate.largestError(3, 0.1);
    double fine = ProductGate.largestError(3, 0.01);

    assertThat(coarse).isLessThan(0.05);
    assertThat(fine / coarse).isBetween(0.005, 0.02);
  }
}
