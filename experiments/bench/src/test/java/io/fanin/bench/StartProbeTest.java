package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.bench.StartProbe.Piece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartProbeTest {
  private static List<Piece> pieces(double... steps) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      pieces.add(new Piece(i + 1, steps[i]));
    }
    return pieces;
  }

  @Test
  void the_final_speed_is_that_of_the_last_quarter() {
    assertThat(StartProbe.finalStep(pieces(9, 9, 9, 9, 2, 1, 3, 1))).isEqualTo(2);
    assertThat(StartProbe.finalStep(pieces(5))).isEqualTo(5);
  }

  @Test
  void a_start_is_warm_once_three_pieces_in_a_row_are_near() {
    assertThat(StartProbe.warmUp(pieces(9, 1, 9, 1, 1.05, 1.1, 1), 1)).isEqualTo(4);
    assertThat(StartProbe.warmUp(pieces(9, 9, 1), 1)).isEqualTo(3);
  }

  @Test
  void a_line_of_three_numbers_is_a_start() {
    assertThat(StartsBench.Start.parse("0.5 0.001 0.0"))
        .isEqualTo(new StartsBench.Start(0.5, 0.001, 0));
    assertThatThrownBy(() -> StartsBench.Start.parse("1 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a start: '1 2'");
  }
}
