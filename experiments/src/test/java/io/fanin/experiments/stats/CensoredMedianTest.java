package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CensoredMedianTest {
  private static final double NOT = Double.POSITIVE_INFINITY;

  @Test
  void ten_runs_have_the_second_and_ninth_as_ends() {
    // P(Bin(10, 1/2) <= 1) = 11 / 1024 <= .025 < 56 / 1024
    CensoredMedian median = CensoredMedian.of(new double[] {5, 1, 2, 3, 4, 6, 7, 8, 9, 10}, 0.95);

    assertThat(median.interval()).isEqualTo(new Interval(5.5, 2, 9, 0.95));
    assertThat(median.toString()).isEqualTo("5.5 [2, 9], 10 of 10 runs");
  }

  @Test
  void what_was_not_reached_is_later_than_all_and_never_dropped() {
    CensoredMedian median =
        CensoredMedian.of(new double[] {1, 2, 3, 4, 5, 6, 7, NOT, NOT, NOT}, 0.95);

    assertThat(median.interval().estimate()).isEqualTo(5.5);
    assertThat(median.interval().high()).isEqualTo(NOT);
    assertThat(median.reached()).isEqualTo(7);
    assertThat(median.toString()).isEqualTo("5.5 [2, not reached], 7 of 10 runs");
  }

  @Test
  void a_median_that_was_not_reached_is_infinite() {
    assertThat(CensoredMedian.of(new double[] {1, NOT, NOT, NOT}, 0.95).interval().estimate())
        .isEqualTo(NOT);
    assertThat(CensoredMedian.of(new double[] {1, 2, NOT, NOT}, 0.95).interval().estimate())
        .isEqualTo(NOT);
  }

  @Test
  void five_runs_give_no_interval_and_six_do() {
    assertThat(CensoredMedian.of(new double[] {1, 2, 3, 4, 5}, 0.95).interval().isDefined())
        .isFalse();
    assertThat(CensoredMedian.of(new double[] {1, 2, 3, 4, 5, 6}, 0.95).interval())
        .isEqualTo(new Interval(3.5, 1, 6, 0.95));
    assertThat(CensoredMedian.of(new double[0], 0.95).interval().isDefined()).isFalse();
  }
}
