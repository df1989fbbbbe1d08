package io.fanin.bench.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ColumnsTest {
  @Test
  void names_are_left_aligned_and_numbers_right() {
    assertThat(Columns.of("name", "n").row("a", "1").row("longer", "100").text())
        .containsExactly("name      n", "a         1", "longer  100");
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThatThrownBy(() -> Columns.of("a").row("1", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 cells for 1 columns");
  }

  @Test
  void numbers_keep_three_digits() {
    assertThat(Figures.number(0.1234)).isEqualTo("0.12");
    assertThat(Figures.number(12.34)).isEqualTo("12.3");
    assertThat(Figures.number(1234.5)).isEqualTo("1235");
    assertThat(Figures.number(Double.NaN)).isEqualTo("-");
    assertThat(Figures.percent(0.125)).isEqualTo("13%");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1536)).isEqualTo("1.50 KiB");
    assertThat(Figures.bytes(3.0 * (1 << 30))).isEqualTo("3.00 GiB");
  }
}
