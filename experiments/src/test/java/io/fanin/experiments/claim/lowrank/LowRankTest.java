package io.fanin.experiments.claim.lowrank;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class LowRankTest {
  private final LowRank claim = new LowRank();

  private Outcome outcome(ToDoubleFunction<Trial> rank) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) ->
            result
                .series(RankTask.RANKS, rank.applyAsDouble(trial))
                .series(RankTask.SPECTRUM, 2, 1)
                .number(RankTask.ERROR, 0)
                .number(RankTask.DEAD, 0));
  }

  private static double product(Trial trial) {
    return number(trial, "rate") * number(trial, "decay");
  }

  @Test
  void a_falling_rank_holds() {
    assertThat(outcome(t -> 100 - 1e5 * product(t))).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void a_rising_rank_fails() {
    assertThat(outcome(t -> 10 + 1e5 * product(t))).isEqualTo(Outcome.FAILS);
  }

  @Test
  void equal_ranks_or_a_dead_network_leave_it_undecided() {
    assertThat(outcome(t -> 50)).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(t -> number(t, "start") == 0 ? Double.NaN : 100 - 1e5 * product(t)))
        .isEqualTo(Outcome.UNDECIDED);
  }

  /** Trap: lambda is that of lambda |W|^2, so weights are multiplied by 1 - 2 mu lambda. */
  @Test
  void decay_pulls_by_twice_mu_lambda() throws InterruptedException {
    Map<String, Object> small = new java.util.TreeMap<>();
    small.putAll(Map.of("rates", List.of(0.1), "decays", List.of(0.5), "seeds", 2, "steps", 60));
    small.putAll(Map.of("width", 6, "depth", 2, "inputs", 4, "samples", 20, "classes", 2));
    small.put("other-batches", List.of(16));
    ClaimSetup decayed = Synthetic.setup(claim, false, small);
    SweepResults results = Synthetic.run(claim, decayed);
    SweepResults control = Synthetic.run(claim, Synthetic.setup(claim, true, small));

    assertThat(results.all()).hasSize(claim.cost(decayed).trials());
    double with = results.all().get(0).series(RankTask.SPECTRUM)[0];
    double without = control.all().get(0).series(RankTask.SPECTRUM)[0];
    // gradients vanish with the weights: what is left is about (1 - 2 * 0.1 * 0.5)^60 = 0.0018
    assertThat(with / without).isBetween(1e-5, 0.02);
  }
}
