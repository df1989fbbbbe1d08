package io.fanin.experiments.claim.width;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class OverparametrizationTest {
  private final Overparametrization claim = new Overparametrization();

  private static double width(Trial trial) {
    String settings = trial.settings();
    String after = settings.substring(settings.indexOf("width") + 5).replaceFirst("^\\D+", "");
    return Double.parseDouble(after.replaceFirst("\\D.*", ""));
  }

  private Outcome outcome(DoubleUnaryOperator training, DoubleUnaryOperator test, double noise) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          double factor = width(trial) / (trial.kind().equals("matched") ? 2 : 8);
          double scale = StrictMath.exp(noise * Synthetic.wobble(trial));
          result
              .number(WidthTask.TRAINING, training.applyAsDouble(factor))
              .number(WidthTask.TEST, scale * test.applyAsDouble(factor))
              .number(WidthTask.PARAMETERS, 10)
              .number(WidthTask.MULTIPLY_ADDS, 10)
              .number(WidthTask.RATE, 0.003)
              .number(WidthTask.STEPS, 3000)
              .series(WidthTask.ALIGNMENT, 0.7, 0.8, 0.9)
              .number(WidthTask.DEAD, 0);
        });
  }

  @Test
  void an_error_that_does_not_rise_holds() {
    assertThat(outcome(f -> f < 4 ? 0.5 : 0.01, f -> 0.2 / f, 0.05)).isEqualTo(Outcome.HOLDS);
    assertThat(outcome(f -> 0.01, f -> 0.2, 0.05)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void an_error_that_rises_or_says_nothing_fails() {
    assertThat(outcome(f -> 0.01, f -> 0.01 * f, 0.05)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(f -> 0.01, f -> 1.5, 0.05)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void a_width_that_does_not_interpolate_is_compared_with_nothing() {
    assertThat(outcome(f -> f > 16 ? 0.5 : 0.01, f -> f > 16 ? 0.9 : 0.2, 0.05))
        .isEqualTo(Outcome.HOLDS);
    assertThat(outcome(f -> f > 16 ? 0.5 : 0.01, f -> f > 8 ? 0.9 : 0.2, 0.05))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void networks_that_do_not_interpolate_get_twice_the_steps_up_to_the_cap()
      throws InterruptedException {
    Map<String, Object> small = new java.util.TreeMap<>();
    small.putAll(Map.of("seeds", 2, "factors", List.of(1), "samples", 20, "test-rows", 50));
    small.putAll(Map.of("steps", 5, "validation-starts", 1, "validation-rows", 40));
    small.putAll(Map.of("most-steps", 25, "interpolation", 1e-9));
    SweepResults never = Synthetic.run(claim, Synthetic.setup(claim, false, small));
    small.put("interpolation", 0.999999);
    small.put("rates", List.of(0.03));
    SweepResults soon = Synthetic.run(claim, Synthetic.setup(claim, false, small));

    assertThat(never.all()).allMatch(r -> r.number(WidthTask.STEPS) == 20);
    assertThat(soon.all()).anyMatch(r -> r.number(WidthTask.STEPS) < 20);
    assertThat(soon.all())
        .filteredOn(r -> r.number(WidthTask.STEPS) < 20)
        .allMatch(r -> r.number(WidthTask.TRAINING) < 1);
  }

  @Test
  void without_interpolation_or_with_much_noise_it_is_undecided() {
    assertThat(outcome(f -> 0.5, f -> 0.2, 0.05)).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(f -> f < 32 ? 0.5 : 0.01, f -> 0.2, 0.05)).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome(f -> 0.01, f -> 0.1, 2)).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void a_small_run_is_concluded_and_the_control_shuffles_labels() throws InterruptedException {
    Map<String, Object> small = new java.util.TreeMap<>();
    small.putAll(Map.of("seeds", 2, "factors", List.of(1, 2), "samples", 20, "test-rows", 50));
    small.putAll(Map.of("steps", 20, "validation-starts", 2, "validation-rows", 40));
    ClaimSetup setup = Synthetic.setup(claim, false, small);
    SweepResults results = Synthetic.run(claim, setup);
    SweepResults control = Synthetic.run(claim, Synthetic.setup(claim, true, small));

    assertThat(results.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, results).verdict().outcome()).isEqualTo(Outcome.UNDECIDED);
    for (TrialResult result : results.all()) { // the rate is the best one on validation rows
      double[] errors = result.series(WidthTask.VALIDATION);
      int rate = List.of(0.001, 0.003, 0.01).indexOf(result.number(WidthTask.RATE));
      assertThat(errors[rate]).isEqualTo(Arrays.stream(errors).min().orElseThrow());
    }
    assertThat(Synthetic.run(claim, setup).digest()).isEqualTo(results.digest());
    assertThat(control.all().get(0).number(WidthTask.TRAINING))
        .isNotEqualTo(results.all().get(0).number(WidthTask.TRAINING));
  }

  @Test
  void factors_must_rise() {
    assertThatThrownBy(
            () ->
                Group.factors(
                    new SettingValues(
                        Synthetic.setup(claim, false, Map.of("factors", List.of(2, 1))))))
        .hasMessage("factors=[2, 1] must rise; put them in order, each once");
  }
}
