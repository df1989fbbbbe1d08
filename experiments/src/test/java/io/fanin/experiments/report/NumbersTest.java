package io.fanin.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.result.Interval;
import org.junit.jupiter.api.Test;

final class NumbersTest {
  @Test
  void significant_digits_are_kept_and_digits_before_the_point_never_lost() {
    assertThat(Numbers.significant(0.00330, 3)).isEqualTo("0.00330");
    assertThat(Numbers.significant(-1.0594, 3)).isEqualTo("−1.06");
    assertThat(Numbers.significant(12345.678, 3)).isEqualTo("12346");
    assertThat(Numbers.significant(9.999, 3)).isEqualTo("10.0");
    assertThat(Numbers.significant(1.25e-7, 3)).isEqualTo("1.25×10⁻⁷");
    assertThat(Numbers.significant(6.02e23, 2)).isEqualTo("6.0×10²³");
    assertThat(Numbers.significant(0, 3)).isEqualTo("0");
    assertThat(Numbers.significant(Double.NaN, 3)).isEqualTo("–");
  }

  @Test
  void an_estimate_has_the_decimals_that_its_interval_supports() {
    Interval narrow = new Interval(-1.083, -1.035);
    assertThat(Numbers.estimate(-1.0591, narrow)).isEqualTo("−1.059");
    assertThat(Numbers.interval(narrow)).isEqualTo("[−1.083, −1.035]");
    assertThat(Numbers.interval(new Interval(-0.3, 4.1))).isEqualTo("[−0.3, 4.1]");
    assertThat(Numbers.interval(new Interval(Double.NEGATIVE_INFINITY, -0.85)))
        .isEqualTo("≤ −0.850");
  }

  @Test
  void brief_numbers_drop_zeros_after_the_point_only() {
    assertThat(Numbers.brief(-1)).isEqualTo("−1");
    assertThat(Numbers.brief(100)).isEqualTo("100");
    assertThat(Numbers.brief(-1.0 / 3)).isEqualTo("−0.3333");
  }

  @Test
  void small_p_values_are_bounded_and_durations_are_spoken() {
    assertThat(Numbers.pValue(1e-9)).isEqualTo("< 0.0001");
    assertThat(Numbers.pValue(0.0213)).isEqualTo("0.021");
    assertThat(Numbers.duration(154.2)).isEqualTo("2 min 34 s");
    assertThat(Numbers.percent(0.95, 2)).isEqualTo("95 %");
  }
}
