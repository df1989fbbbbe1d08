package io.fanin.experiments.claim.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NormBoundsTest {
  private final NormBounds claim = new NormBounds();

  private Outcome outcome(double noise, double ratio, double... logs) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          double[] own = logs.clone();
          own[0] += noise * Synthetic.wobble(trial);
          result
              .text(BoundsTask.NAMES, "sparse,parameter counting,Golowich,spectral,path norm")
              .series(BoundsTask.LOGS, own)
              .text(BoundsTask.DOMINANT, "a,b,c,d,e")
              .number(BoundsTask.COUNTED, 3)
              .number(BoundsTask.MARGIN_ERROR, 0)
              .number(BoundsTask.TEST_ERROR, 0)
              .number(BoundsTask.RATIO, ratio)
              .number(BoundsTask.CLOSED, 19.6);
        });
  }

  @Test
  void the_published_order_holds() {
    assertThat(outcome(0.1, 19.6, 1, 5, 16, 19, 20)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void another_order_or_ratio_fails() {
    assertThat(outcome(0.1, 19.6, 6, 5, 16, 19, 20)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(0.1, 19.5, 1, 5, 16, 19, 20)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void bounds_that_cross_from_network_to_network_are_undecided() {
    assertThat(outcome(8, 19.6, 4, 5, 16, 19, 20)).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void a_small_run_is_concluded_and_a_dense_network_has_no_graph_to_know()
      throws InterruptedException {
    Map<String, Object> small =
        Map.of("seeds", 2, "channels", 2, "layers", 2, "samples", 60, "epochs", 2);
    ClaimSetup setup = Synthetic.setup(claim, false, small);
    SweepResults results = Synthetic.run(claim, setup);
    assertThat(results.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, results).tables().get(0).rows()).hasSize(6);

    ClaimSetup control = Synthetic.setup(claim, true, small);
    double[] logs = Synthetic.run(claim, control).all().get(0).series(BoundsTask.LOGS);
    assertThat(Math.abs(logs[0] - logs[2])).isLessThanOrEqualTo(1e-9); // sparse is Golowich
  }

  @Test
  void a_network_that_skips_a_level_is_refused() {
    assertThat(DigitNetwork.refusesSkips()).isTrue();
  }
}
