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
  void a_setting_is_chosen_by_seeds_that_are_not_tested() {
    List<List<TrialResult>> settings = List.of(seeds("a", 0, 9, 2, 2), seeds("b", 9, 9, 1, 2));

    assertThat(Chosen.of(settings, 2)).extracting(r -> r.trial().kind()).containsExactly("b", "b");
    assertThat(Chosen.of(settings, 2)).isEqualTo(settings.get(1).subList(0, 2));
    assertThat(Chosen.dead(settings)).isEqualTo(12);
  }

  @Test
  void a_setting_that_died_on_a_seed_that_chooses_is_not_chosen() {
    List<List<TrialResult>> settings = List.of(seeds("a", 1, 1, Double.NaN), seeds("b", 5, 5, 5));

    assertThat(Chosen.of(settings, 1).get(0).trial().kind()).isEqualTo("b");
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
