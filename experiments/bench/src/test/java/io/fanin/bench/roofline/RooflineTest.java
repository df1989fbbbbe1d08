package io.fanin.bench.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RooflineTest {
  private static final Roofline ROOF =
      new Roofline(
          2,
          200,
          180,
          List.of(
              new Roofline.Reading(1000, 100),
              new Roofline.Reading(4000, 60),
              new Roofline.Reading(16_000, 10)),
          30);

  @Test
  void bandwidth_is_interpolated_on_the_logarithm_of_the_size() {
    assertThat(ROOF.bandwidth(10)).isEqualTo(100);
    assertThat(ROOF.bandwidth(1000)).isEqualTo(100);
    assertThat(Math.abs(ROOF.bandwidth(2000) - 80) <= 1e-12).isTrue();
    assertThat(ROOF.bandwidth(4000)).isEqualTo(60);
    assertThat(Math.abs(ROOF.bandwidth(8000) - 35) <= 1e-12).isTrue();
    assertThat(ROOF.bandwidth(1e9)).isEqualTo(10);
  }

  @Test
  void work_of_low_intensity_is_bound_by_memory_and_other_work_by_the_peak() {
    assertThat(ROOF.attainable(100, 100, 500)).isEqualTo(100);
    assertThat(ROOF.attainable(100, 100, 1e9)).isEqualTo(10);
    assertThat(ROOF.attainable(1000, 100, 500)).isEqualTo(200);
    assertThat(ROOF.attainable(3000, 100, 1e9)).isEqualTo(200);
  }

  @Test
  void a_line_of_text_says_it_all() {
    assertThat(RooflineText.line(ROOF))
        .isEqualTo("roofline 2 200.0 180.0 30.0 1000=100.0 4000=60.0 16000=10.0");
    assertThat(RooflineText.parse(RooflineText.line(ROOF))).isEqualTo(ROOF);
  }

  @Test
  void another_line_is_refused() {
    assertThatThrownBy(() -> RooflineText.parse("roofline 2 200"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a roofline: 'roofline 2 200'");
    assertThatThrownBy(() -> RooflineText.parse("roofline 2 200 180 30 1000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a reading: '1000'");
    assertThatThrownBy(() -> RooflineText.parse("roofline 2 NaN 180 30 1000=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "threads, peak, product, copy and readings must be positive, were 2, NaN, 180.0, 30.0,"
                + " 1");
  }
}
