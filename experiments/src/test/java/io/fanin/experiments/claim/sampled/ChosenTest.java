package io.fanin.experiments.claim.sampled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChosenTest {
  private static List<TrialResult> seeds(String kind, double... validation) {
    return IntStream.range(0, validation.length)
        .mapToObj(
            seed ->
                TrialResult.of(
                        Trial.of(
                            "test",
                            kind,
                            Settings.of(Map.of("seed", seed)),
                            1,
                            ClaimEnvironment.exact()))
                    .number(Chosen.VALIDATION, validation[seed])
                    .number(Chosen.DEAD, seed)
                    .build())
        .toList();
  }

  @Test
  void a_setting_is_chosen_by_the_other_seeds_alone() {
    List<List<TrialResult>> settings = List.of(seeds("a", 9, 1, 1), seeds("b", 0, 2, 2));

    // Seed 0 sees 1 + 1 against 2 + 2; seed 1 sees 9 + 1 against 0 + 2.
    assertThat(Chosen.of(settings, 0).trial().kind()).isEqualTo("a");
    assertThat(Chosen.of(settings, 1).trial().kind()).isEqualTo("b");
    assertThat(Chosen.dead(settings)).isEqualTo(6);
  }

  @Test
  void a_setting_that_died_on_another_seed_is_not_chosen() {
    List<List<TrialResult>> settings = List.of(seeds("a", 1, Double.NaN, 1), seeds("b", 5, 5, 5));

    assertThat(Chosen.of(settings, 0).trial().kind()).isEqualTo("b");
    assertThat(Chosen.of(settings, 1).trial().kind()).isEqualTo("a");
  }

  @Test
  void samples_must_be_as_long_as_they_say() {
    assertThatThrownBy(() -> new Samples(new double[4], new double[3], new double[0][], 2, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 rows of 2 need as many labels and inputs, were 3 and 4");
  }

  @Test
  void rows_stand_in_the_order_training_validation_test() {
    Samples samples =
        new Samples(
            new double[] {0, 1, 2, 3, 4, 5},
            new double[] {10, 20, 30},
            new double[][] {{7, 8, 9}},
            2,
            1,
            1,
            1);

    assertThat(samples.points(samples.firstTest(), 1)).isDeepEqualTo(new double[][] {{4, 5}});
    assertThat(samples.labels(samples.firstValidation(), 1)).containsExactly(20);
    assertThat(samples.meanSquare(new double[] {23, 34}, 1)).isEqualTo(12.5);
    assertThat(samples.truth()).isDeepEqualTo(new double[][] {{9}});
  }
}
