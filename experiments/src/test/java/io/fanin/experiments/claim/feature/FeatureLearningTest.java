package io.fanin.experiments.claim.feature;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialFailedException;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialSink;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class FeatureLearningTest {
  private final FeatureLearning claim = new FeatureLearning();

  private static Map<String, Object> small() {
    Map<String, Object> small = new TreeMap<>();
    small.putAll(Map.of("d", List.of(3, 4, 5), "seeds", 2, "largest", 200, "smallest", 20));
    small.putAll(Map.of("validation-rows", 100, "test-rows", 100, "first-width", 60));
    small.putAll(Map.of("third-width", 10, "steps", 5, "kernel-ridges", List.of(1e-6)));
    small.putAll(Map.of("layer-ridges", List.of(1e-4), "rates", List.of(0.003)));
    small.putAll(Map.of("reducing-d", 4, "reducing-seeds", 2, "kappas", List.of(2.0)));
    small.put("reducing-parameters", 100);
    small.putAll(Map.of("ratio", 2.0, "error", 0.5));
    return small;
  }

  /** Made-up numbers of samples, wobbling a little from target to target. */
  private Outcome outcome(ToDoubleFunction<Trial> needed) {
    return report(needed).verdict().outcome();
  }

  private ClaimReport report(ToDoubleFunction<Trial> needed) {
    return Synthetic.report(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          if (trial.kind().startsWith("reducing")) {
            result
                .number(ReducingTask.ERROR, 0.5 + 0.1 * Synthetic.wobble(trial))
                .number(ReducingTask.PLAIN, 0.6)
                .number(ReducingTask.ALIGNMENT, 0.9)
                .number(SearchTask.PARAMETERS, 10)
                .number(SearchTask.DEAD, 0);
            return;
          }
          double n = needed.applyAsDouble(trial);
          result
              .number(SearchTask.NEEDED, n * StrictMath.exp(0.05 * Synthetic.wobble(trial)))
              .series(SearchTask.TRIED, 32)
              .series(SearchTask.ERRORS, 0.3)
              .series(SearchTask.ALIGNMENTS, 0.9)
              .number(SearchTask.PARAMETERS, 10)
              .number(SearchTask.MULTIPLY_ADDS, 10)
              .number(SearchTask.DEAD, 0);
        });
  }

  private static double features(Trial trial, int k) {
    return QuadraticTarget.features((int) number(trial, "d"), k);
  }

  private static boolean three(Trial trial) {
    return trial.kind().startsWith("three-layers");
  }

  @Test
  void samples_in_proportion_to_the_features_hold() {
    assertThat(outcome(t -> three(t) ? 9 * features(t, 2) : features(t, 4)))
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void three_layers_that_pay_for_degree_4_or_need_more_fail() {
    assertThat(outcome(t -> three(t) ? features(t, 4) / 4 : features(t, 4)))
        .isEqualTo(Outcome.FAILS);
    assertThat(outcome(t -> three(t) ? 90 * features(t, 2) : features(t, 4)))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void where_a_slope_was_not_reached_it_is_undecided() {
    assertThat(
            outcome(
                t ->
                    three(t)
                        ? 9 * features(t, 2)
                        : number(t, "d") == 6 ? Double.POSITIVE_INFINITY : features(t, 4)))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void two_layers_that_never_arrive_count_with_the_largest_n() {
    ToDoubleFunction<Trial> never =
        t ->
            three(t)
                ? 9 * features(t, 2)
                : t.kind().equals("two-layers") ? Double.POSITIVE_INFINITY : features(t, 4);

    ClaimReport report = report(never);

    assertThat(report.verdict().outcome()).isEqualTo(Outcome.HOLDS);
    double effect = report.comparisons().get(1).effect();
    assertThat(Math.abs(effect - StrictMath.log(8192 / (9 * 104.0)))).isLessThanOrEqualTo(0.05);
  }

  @Test
  void a_small_run_has_the_same_bits_on_one_and_two_threads()
      throws InterruptedException, TrialFailedException {
    ClaimSetup setup = Synthetic.setup(claim, false, small());
    SweepResults once = run(setup, 1);

    assertThat(run(setup, 2).digest()).isEqualTo(once.digest());
    assertThat(once.all()).hasSize(claim.cost(setup).trials());
    ClaimReport report = claim.conclude(setup, once);
    assertThat(report.verdict().outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.tables()).hasSize(2);
    assertThat(report.figures()).hasSize(3);
  }

  /** Three layers cannot read p + q^2 - 1 off p. */
  @Test
  void the_control_keeps_three_layers_from_the_target() throws InterruptedException {
    Map<String, Object> more = new TreeMap<>(small());
    more.putAll(Map.of("d", List.of(4, 5, 8), "largest", 320, "first-width", 300));
    SweepResults plain = trained(Synthetic.setup(claim, false, more));
    SweepResults broken = trained(Synthetic.setup(claim, true, more));

    for (TrialResult result : plain.all()) {
      assertThat(result.number(SearchTask.NEEDED)).as(result.trial().settings()).isFinite();
    }
    for (TrialResult result : broken.all()) {
      assertThat(result.number(SearchTask.NEEDED)).as(result.trial().settings()).isInfinite();
    }
  }

  /** Three layers with eight inputs alone. */
  private SweepResults trained(ClaimSetup setup) throws InterruptedException {
    List<TrialResult> results = new ArrayList<>();
    for (TrialTask task : plan(setup)) {
      Trial trial = task.trials().get(0);
      if (trial.kind().equals("three-layers") && number(trial, "d") == 8) {
        results.addAll(task.run());
      }
    }
    return SweepResults.of(results);
  }

  private List<TrialTask> plan(ClaimSetup setup) {
    return claim.plan(setup, new ClaimEnvironment(Kernels.of(List.of())));
  }

  private SweepResults run(ClaimSetup setup, int threads)
      throws InterruptedException, TrialFailedException {
    List<TrialTask> tasks = plan(setup);
    List<TrialResult> results = new ArrayList<>();
    new ThreadsBackend(threads)
        .run(
            tasks,
            new TrialSink() {
              @Override
              public void accept(List<TrialResult> some) {
                results.addAll(some);
              }

              @Override
              public void idle() {}
            });
    SweepResults any = SweepResults.of(results);
    List<TrialResult> ordered = new ArrayList<>();
    tasks.forEach(task -> task.trials().forEach(trial -> ordered.add(any.get(trial))));
    return SweepResults.of(ordered);
  }

  @Test
  void networks_are_of_equal_size() {
    SettingValues values = new SettingValues(Synthetic.setup(claim, false, Map.of()));
    long wanted = ThreeLayers.parameters(14, 1024, 100);
    assertThat(wanted).isEqualTo(1024 * 16 + 300);
    for (Arm arm : List.of(Arm.TWO_LAYERS, Arm.THREE_LAYERS_ADAM)) {
      long has = FeatureLearning.network(arm, 14, values).trainableParameters();
      assertThat(has <= wanted && has >= 0.98 * wanted).as(arm + ": " + has).isTrue();
    }
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    assertThatThrownBy(() -> plan(Synthetic.setup(claim, false, Map.of("largest", 30))))
        .hasMessage("smallest=32 must be less than largest=30; lower one or raise the other");
    assertThatThrownBy(() -> plan(Synthetic.setup(claim, false, Map.of("d", List.of(6, 8)))))
        .hasMessage("d=[6, 8] are too few for a slope and its refit; name at least 3");
    assertThatThrownBy(() -> plan(Synthetic.setup(claim, false, Map.of("d", List.of(8, 6, 9)))))
        .hasMessage("d=[8, 6, 9] must rise; put them in order, each once");
  }
}
