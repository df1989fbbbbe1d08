package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimingTest {
  @Test
  void the_median_and_the_quartiles_lie_between_order_statistics() {
    Timing timing = new Timing(new double[] {4, 1, 3, 2, 5});
    assertThat(timing.median()).isEqualTo(3);
    assertThat(timing.best()).isEqualTo(1);
    assertThat(timing.spread()).isEqualTo(1.0 / 3);
    assertThat(new Timing(new double[] {1, 2}).median()).isEqualTo(1.5);
    assertThat(new Timing(new double[] {7}).spread()).isZero();
  }

  @Test
  void a_ratio_is_taken_round_by_round() {
    Timing ours = new Timing(new double[] {1, 2, 4});
    Timing theirs = new Timing(new double[] {3, 4, 4});
    assertThat(ours.ratio(theirs)).isEqualTo(new Timing(new double[] {3, 2, 1}));
  }
}
