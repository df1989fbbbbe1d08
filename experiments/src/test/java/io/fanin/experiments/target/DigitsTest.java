package io.fanin.experiments.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private final Digits digits = Digits.load();

  @Test
  void every_class_has_the_number_of_digits_that_was_published() {
    int[] counts = new int[Digits.CLASSES];
    for (int label : digits.labels()) {
      counts[label]++;
    }
    assertThat(digits.labels()).hasSize(1797);
    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  @Test
  void pixels_are_sixteenths_row_by_row() {
    assertThat(digits.pixels()).hasSize(1797 * 64);
    assertThat(
            Arrays.stream(digits.pixels())
                .allMatch(p -> p >= 0 && p <= 1 && p * 16 == Math.rint(p * 16)))
        .isTrue();
    assertThat(Arrays.stream(digits.pixels()).sum() * 16).isEqualTo(561718);
    assertThat(Arrays.copyOf(digits.pixels(), Digits.SIDE))
        .containsExactly(0, 0, 5 / 16.0, 13 / 16.0, 9 / 16.0, 1 / 16.0, 0, 0);
  }
}
