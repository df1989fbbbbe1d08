package io.fanin.experiments.claim.chain;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.OnThreads;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class ChainOfThoughtTest {
  private final ChainOfThought claim = new ChainOfThought();

  private static BiConsumer<Trial, TrialResult.Builder> costs(
      DoubleUnaryOperator chain, DoubleUnaryOperator answer) {
    return (trial, result) -> {
      double n = number(trial, "n");
      double cost =
          (trial.kind().equals("chain") ? chain : answer).applyAsDouble(n)
              * StrictMath.exp(0.1 * Synthetic.wobble(trial));
      result
          .number(ChainTask.COST, cost)
          .series(ChainTask.STEPS, cost)
          .number(ChainTask.DEAD, 0)
          .number(ChainTask.RATE, 0.1)
          .series(ChainTask.ALIGNMENT)
          .number(ChainTask.LENGTH, 1 + number(trial, "dose") % 6)
          .number(ChainTask.STEP_SIZE, 2)
          .number(ChainTask.PARAMETERS, 10)
          .number(ChainTask.WORK, 10 * cost);
    };
  }

  private Outcome outcome(DoubleUnaryOperator chain, DoubleUnaryOperator answer) {
    return Synthetic.outcome(claim, Synthetic.setup(claim, false, Map.of()), costs(chain, answer));
  }

  @Test
  void a_polynomial_chain_and_an_exponential_answer_hold() {
    assertThat(outcome(n -> 10 * StrictMath.pow(n, 1.5), n -> StrictMath.exp(0.4 * n)))
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void a_steep_chain_or_an_answer_by_a_power_law_fails() {
    assertThat(outcome(n -> StrictMath.pow(n, 2.5), n -> StrictMath.exp(0.4 * n)))
        .isEqualTo(Outcome.FAILS);
    assertThat(outcome(n -> 10 * StrictMath.pow(n, 1.5), n -> StrictMath.pow(n, 5)))
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void the_bound_follows_its_setting() {
    ClaimSetup setup = Synthetic.setup(claim, false, Map.of("exponent", 1.2));
    assertThat(
            Synthetic.outcome(
                claim,
                setup,
                costs(n -> 10 * StrictMath.pow(n, 1.5), n -> StrictMath.exp(0.4 * n))))
        .isEqualTo(Outcome.FAILS);
  }

  /** What was not reached is censored, never extrapolated. */
  @Test
  void what_was_not_reached_leaves_it_undecided() {
    assertThat(
            outcome(
                n -> n > 100 ? Double.POSITIVE_INFINITY : 10 * StrictMath.pow(n, 1.5),
                n -> StrictMath.exp(0.4 * n)))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(
            outcome(
                n -> 10 * StrictMath.pow(n, 1.5),
                n -> n > 20 ? Double.POSITIVE_INFINITY : StrictMath.exp(0.4 * n)))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void rows_hold_signs_and_products_of_two() {
    boolean[] all = new boolean[11];
    java.util.Arrays.fill(all, true);
    Transcript transcript = new Transcript(70, 6, all, false);
    double[] rows = new double[3 * transcript.columns()];
    double[] labels = new double[3 * transcript.length()];
    RandomStream random = RandomStream.of(5, "rows");
    transcript.fill(random, rows, labels, 3);

    assertThat(transcript.length()).isEqualTo(5);
    assertThat(transcript.columns()).isEqualTo(74);
    for (int r = 0; r < 3; r++) {
      int x = 74 * r;
      double[] products = {
        rows[x] * rows[x + 1],
        rows[x + 2] * rows[x + 3],
        rows[x + 4] * rows[x + 5],
        rows[x] * rows[x + 1] * rows[x + 2] * rows[x + 3],
        rows[x] * rows[x + 1] * rows[x + 2] * rows[x + 3] * rows[x + 4] * rows[x + 5]
      };
      for (int j = 0; j < 5; j++) {
        assertThat(labels[5 * r + j]).isEqualTo(products[j]);
        if (j < 4) {
          assertThat(rows[x + 70 + j]).isEqualTo(products[j]);
        }
      }
    }
  }

  @Test
  void steps_are_as_large_as_the_gaps_between_written_nodes() {
    SettingValues values = new SettingValues(Synthetic.setup(claim, false, Map.of()));
    int[] sizes = new int[3];
    int[] lengths = new int[3];
    for (int gap = 1; gap <= 3; gap++) {
      Transcript transcript = new Lesson(Arm.DEPTH, 16, gap).transcript(values, 0);
      sizes[gap - 1] = transcript.largestStep();
      lengths[gap - 1] = transcript.length();
    }
    assertThat(sizes).containsExactly(2, 4, 8);
    assertThat(lengths).containsExactly(7, 5, 1); // with a gap of two, levels 1 and 3
    assertThat(new Lesson(Arm.RANDOM, 16, 50).transcript(values, 3).length()).isEqualTo(4);
    assertThat(new Lesson(Arm.NARROW, 24, 0).transcript(values, 0).largestStep()).isEqualTo(12);
  }

  @Test
  void a_chain_written_backwards_begins_with_the_answer() {
    SettingValues values = new SettingValues(Synthetic.setup(claim, true, Map.of()));
    Transcript transcript = new Lesson(Arm.CHAIN, 16, 0).transcript(values, 0);
    assertThat(transcript.vertex(0)).isEqualTo(transcript.tree().outputs()[0]);
    assertThat(transcript.largestStep()).isEqualTo(8);
  }

  @Test
  void settings_that_do_not_fit_are_refused() {
    assertRefused(
        Map.of("end-to-end-n", List.of(8, 10, 12)),
        "end-to-end-n=10 has k = 5.0, which is not even; for odd k the answer has no first-order"
            + " signal, so take multiples of 4");
    assertRefused(
        Map.of("n", List.of(8, 9)),
        "n=9 has no half; the parity reads half of the signs, so take even numbers");
    assertRefused(
        Map.of("dose-percent", List.of(50, 25)),
        "dose-percent=[50, 25] must rise; put them in order, each once");
  }

  private void assertRefused(Map<String, Object> changes, String message) {
    assertThatThrownBy(() -> claim.cost(Synthetic.setup(claim, false, changes)))
        .hasMessage(message);
  }

  private static Map<String, Object> small() {
    Map<String, Object> small = new TreeMap<>();
    small.put("n", List.of(4, 6, 8));
    small.put("end-to-end-n", List.of(4, 8));
    small.put("dose-n", 8);
    small.put("dose-percent", List.of(0, 100));
    small.putAll(Map.of("seeds", 2, "steps", 150, "node-steps", 60, "width", 6));
    small.putAll(Map.of("test-rows", 20, "validation-seeds", 1, "rates", List.of(0.1, 0.2)));
    return small;
  }

  @Test
  void a_small_run_gives_the_same_bits_with_one_thread_and_two() {
    ClaimSetup setup = Synthetic.setup(claim, false, small());
    SweepResults one = OnThreads.run(claim, setup, 1);

    assertThat(OnThreads.run(claim, setup, 2).digest()).isEqualTo(one.digest());
    assertThat(one.all()).hasSize(claim.cost(setup).trials());
    ClaimReport report = claim.conclude(setup, one);
    assertThat(report.tables().get(0).rows()).hasSize(7);
    ClaimSetup control = Synthetic.setup(claim, true, small());
    assertThat(claim.conclude(control, OnThreads.run(claim, control, 2)).verdict().outcome())
        .isNotEqualTo(Outcome.HOLDS);
  }
}
