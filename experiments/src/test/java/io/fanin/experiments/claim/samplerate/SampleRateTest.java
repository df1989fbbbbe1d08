package io.fanin.experiments.claim.samplerate;

import static io.fanin.experiments.claim.Synthetic.number;
import static io.fanin.experiments.claim.Synthetic.wobble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SampleRateTest {
  private static final Map<String, Object> SMALL =
      Map.of(
          "samples",
          List.of(16, 32, 64),
          "seeds",
          2,
          "validation-seeds",
          1,
          "levels",
          4,
          "validation-rows",
          20,
          "test-rows",
          30,
          "widths",
          List.of(4),
          "dense",
          true,
          "rates",
          List.of(0.01),
          "steps",
          10);

  private final SampleRate claim = new SampleRate();

  private static RoughField field(double beta, int levels) {
    return new RoughField(beta, levels, 7);
  }

  @Test
  void the_coarsest_level_interpolates_four_signs() {
    RoughField field = field(1, 1);
    double[][] corners = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        corners[i][j] = field.value(2 * i - 1, 2 * j - 1);
        assertThat(Math.abs(corners[i][j])).isEqualTo(1);
      }
    }
    double middle = (corners[0][0] + corners[0][1] + corners[1][0] + corners[1][1]) / 4;
    assertThat(field.value(0, 0)).isEqualTo(middle);
    assertThat(field.value(-0.5, 1)).isEqualTo(0.75 * corners[0][1] + 0.25 * corners[1][1]);
    assertThat(field.value(-3, 5)).isEqualTo(corners[0][1]);
  }

  @Test
  void a_level_more_changes_a_field_by_its_amplitude_alone() {
    double beta = 0.5;
    double ratio = StrictMath.pow(2, -beta);
    for (int levels = 1; levels < 6; levels++) {
      double before = (1 - StrictMath.pow(ratio, levels)) / (1 - ratio);
      double after = before + StrictMath.pow(ratio, levels);
      double largest = 0;
      for (int i = 0; i <= 64; i++) {
        for (int j = 0; j <= 64; j++) {
          double a = -1 + i / 32.0;
          double b = -1 + j / 32.0;
          double change =
              after * field(beta, levels + 1).value(a, b)
                  - before * field(beta, levels).value(a, b);
          largest = Math.max(largest, Math.abs(change));
        }
      }
      // All nodes of the new level are among the points, and there it is a sign times its size.
      assertThat(Math.abs(largest - StrictMath.pow(ratio, levels)) <= 1e-14).isTrue();
    }
  }

  @Test
  void the_error_of_the_best_linear_estimator_has_the_predicted_slope() {
    for (double beta : new double[] {0.5, 0.75, 1}) {
      double[] samples = new double[40];
      double[] risks = new double[40];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = StrictMath.pow(2, 10 + i);
        risks[i] = RoughField.oracleRisk(beta, samples[i], 0.3);
      }
      double slope = LineFit.logLog(samples, risks).slope();
      assertThat(Math.abs(slope + 2 * beta / (2 * beta + 2)) <= 0.01).isTrue();
    }
  }

  @Test
  void samples_are_standardised_and_noise_spares_the_test_rows() {
    Map<String, Object> quiet = new HashMap<>(SMALL);
    quiet.put("noise", 0);
    Samples noisy = RoughTree.samples(new SettingValues(Synthetic.setup(claim, false, SMALL)), 0);
    Samples clean = RoughTree.samples(new SettingValues(Synthetic.setup(claim, false, quiet)), 0);

    assertThat(noisy.inputs()).isEqualTo(clean.inputs());
    assertThat(noisy.labels(noisy.firstTest(), 30)).isEqualTo(clean.labels(clean.firstTest(), 30));
    assertThat(noisy.labels(0, 84)).isNotEqualTo(clean.labels(0, 84));
    assertThat(Math.abs(Arrays.stream(clean.labels()).average().orElseThrow()) <= 1e-12).isTrue();
    assertThat(clean.nodes()).hasDimensions(3, 114);
  }

  @Test
  void the_control_moves_inputs_across_pairs() {
    SparseGraph right = RoughTree.wiring(new SettingValues(Synthetic.setup(claim, false, SMALL)));
    SparseGraph wrong = RoughTree.wiring(new SettingValues(Synthetic.setup(claim, true, SMALL)));

    assertThat(right.reads(4)).containsExactly(0, 1);
    assertThat(wrong.reads(4)).containsExactly(1, 2);
    assertThat(wrong.edges()).isEqualTo(right.edges());
  }

  private Outcome outcome(double matched, double kernel, double noise, double beta) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of("beta", beta)),
        (trial, result) -> {
          double slope = trial.kind().equals("kernel") ? kernel : matched;
          double error =
              StrictMath.pow(number(trial, "size"), slope) * StrictMath.exp(noise * wobble(trial));
          result
              .number(Chosen.VALIDATION, error)
              .number(Chosen.TEST, error)
              .number(Chosen.DEAD, 0)
              .number(NetworkTask.ALIGNMENT, 0.9)
              .series(NetworkTask.NODES, 0.8, 0.9, 1)
              .number(NetworkTask.PARAMETERS, 100)
              .number(NetworkTask.MULTIPLY_ADDS, 90);
        });
  }

  @Test
  void predicted_slopes_hold_and_follow_the_smoothness() {
    assertThat(outcome(-0.5, -0.33, 0.02, 1)).isEqualTo(Outcome.HOLDS);
    // beta = 0.5 at depth 2: -2 * 0.25 / (2 * 0.25 + 2) = -0.2.
    assertThat(outcome(-0.2, -0.1, 0.02, 0.5)).isEqualTo(Outcome.HOLDS);
    assertThat(outcome(-0.5, -0.33, 0.02, 0.5)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void a_slope_off_or_a_kernel_as_fast_fails_and_nothing_holds_in_noise() {
    assertThat(outcome(-0.9, -0.33, 0.02, 1)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(-0.5, -0.5, 0.02, 1)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(-0.5, -0.33, 3, 1)).isNotEqualTo(Outcome.HOLDS);
  }

  @Test
  void a_small_run_is_the_same_on_two_threads_and_concluded() throws InterruptedException {
    ClaimSetup setup = Synthetic.setup(claim, false, SMALL);
    SweepResults first = OnThreads.run(claim, setup, 1);

    assertThat(first.all()).hasSize(claim.cost(setup).trials());
    assertThat(OnThreads.run(claim, setup, 2).digest()).isEqualTo(first.digest());
    assertThat(claim.conclude(setup, first).tables().get(0).rows()).hasSize(9);
    SweepResults control = Synthetic.run(claim, Synthetic.setup(claim, true, SMALL));
    assertThat(control.all().get(0).number(Chosen.TEST))
        .isNotEqualTo(first.all().get(0).number(Chosen.TEST));
  }

  @Test
  void sizes_that_give_no_slope_are_refused() {
    assertThatThrownBy(() -> sizes(Map.of("samples", List.of(16, 16, 32))))
        .hasMessage("samples=[16, 16, 32] must rise; put them in order, each once");
    assertThatThrownBy(() -> sizes(Map.of("kernel-largest", 300)))
        .hasMessage(
            "samples=[128, 256, 512, 1024, 2048, 4096] have 2 sizes up to kernel-largest=300, but a"
                + " slope with a check needs 3; add some or raise it");
  }

  private List<Integer> sizes(Map<String, Object> changes) {
    return SampleRate.sizes(new SettingValues(Synthetic.setup(claim, false, changes)));
  }
}
