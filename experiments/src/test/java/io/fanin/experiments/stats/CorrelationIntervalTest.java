package io.fanin.experiments.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CorrelationIntervalTest {
  @Test
  void the_ends_are_those_of_fishers_transformation() {
    // R: tanh(atanh(.5) + c(-1, 1) * qnorm(.975) / sqrt(97))
    Interval interval = CorrelationInterval.ofSize(0.5, 100, 0.95);
    assertThat(Math.abs(interval.low() - 0.3366433)).isLessThanOrEqualTo(1e-6);
    assertThat(Math.abs(interval.high() - 0.6341398)).isLessThanOrEqualTo(1e-6);
  }

  @Test
  void a_size_is_never_below_nothing_nor_above_one() {
    assertThat(CorrelationInterval.ofSize(0.01, 100, 0.95).low()).isZero();
    Interval one = CorrelationInterval.ofSize(1, 100, 0.95);
    assertThat(one.high()).isEqualTo(1);
    assertThat(one.low()).isGreaterThan(0.999);
  }

  @Test
  void what_is_no_size_is_refused() {
    assertThatThrownBy(() -> CorrelationInterval.ofSize(Double.NaN, 100, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be in [0, 1], was NaN");
    assertThatThrownBy(() -> CorrelationInterval.ofSize(0.5, 3, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must be >= 4, was 3");
  }
}
