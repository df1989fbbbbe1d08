package io.fanin.experiments.claim.cipher;

import static io.fanin.experiments.claim.Synthetic.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.Synthetic;
import io.fanin.experiments.oracle.exact.ToyCipher;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.sweep.SweepResults;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NotSufficientTest {
  private static final int TEST = 32768;
  private final NotSufficient claim = new NotSufficient();

  private Outcome outcome(double hard, double labelled) {
    return Synthetic.outcome(
        claim,
        Synthetic.setup(claim, false, Map.of()),
        (trial, result) -> {
          double accuracy =
              trial.kind().equals("labelled") ? labelled : number(trial, "rounds") < 3 ? 1 : hard;
          double[] right = new double[trial.kind().equals("dense") ? 5 : 1];
          Arrays.fill(right, Math.rint(accuracy * TEST));
          result
              .series(CipherTask.RIGHT, right)
              .number(CipherTask.EPOCHS, 3)
              .series(CipherTask.ALIGNMENT)
              .number(CipherTask.LOSS, 0.1)
              .number("parameters", 10);
        });
  }

  @Test
  void chance_after_three_rounds_and_labels_that_teach_hold() {
    assertThat(outcome(0.505, 1)).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void what_is_learnt_after_three_rounds_or_not_with_labels_fails() {
    assertThat(outcome(0.6, 1)).isEqualTo(Outcome.FAILS);
    assertThat(outcome(0.505, 0.9)).isEqualTo(Outcome.FAILS);
  }

  @Test
  void an_accuracy_at_the_limit_is_undecided() {
    assertThat(outcome(0.52, 1)).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void a_small_run_gives_the_same_bits_twice_and_the_control_moves_bits_alone()
      throws InterruptedException {
    Map<String, Object> small = new TreeMap<>();
    small.put("block", 16);
    small.put("rounds", List.of(1, 2));
    small.putAll(Map.of("bits", 1, "samples", 200, "validation-rows", 50, "test-rows", 100));
    small.putAll(Map.of("width", 8, "node-width", 4, "epochs", 2, "batch", 50));
    ClaimSetup setup = Synthetic.setup(claim, false, small);
    SweepResults once = Synthetic.run(claim, setup);

    assertThat(Synthetic.run(claim, setup).digest()).isEqualTo(once.digest());
    assertThat(once.all()).hasSize(claim.cost(setup).trials());
    assertThat(claim.conclude(setup, once).tables().get(0).rows()).hasSize(6);
    ToyCipher broken = Group.cipher(2, new SettingValues(Synthetic.setup(claim, true, small)));
    assertThat(Long.bitCount(broken.encrypt(0) ^ broken.encrypt(1))).isEqualTo(1);
  }

  @Test
  void more_bits_than_the_block_has_are_refused() {
    SettingValues values =
        new SettingValues(Synthetic.setup(claim, false, Map.of("block", 16, "bits", 16)));
    assertThat(Group.bits(values)).hasSize(16);
    assertThatThrownBy(
            () ->
                Group.cipher(
                    1, new SettingValues(Synthetic.setup(claim, false, Map.of("block", 20)))))
        .hasMessage("a cipher needs blocks of 16, 32, 48 or 64 bits and rounds >= 0, had 20 and 1");
  }
}
