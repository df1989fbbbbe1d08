package io.fanin.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.report.Scale.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TicksTest {
  @Test
  void linear_ticks_are_round_and_inside() {
    assertThat(Ticks.linear(-0.1, 1.02).stream().map(Mark::text))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
  }

  @Test
  void decades_are_plain_when_near_one_and_powers_otherwise() {
    assertThat(Ticks.logarithmic(0.009, 120).stream().map(Mark::text))
        .containsExactly("0.01", "0.1", "1", "10", "100");
    assertThat(Ticks.logarithmic(1e-6, 1e-2)).contains(new Mark(1e-4, "10", "−4"));
  }

  @Test
  void a_narrow_log_axis_has_ones_twos_and_fives() {
    assertThat(Ticks.logarithmic(15, 130).stream().map(Mark::text))
        .containsExactly("20", "50", "100");
  }

  @Test
  void minor_ticks_fill_the_decades() {
    assertThat(Ticks.minor(1, 9.5)).isEqualTo(List.of(2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));
  }
}
