package io.fanin.hierarchy.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SymbolDataTest {
  private static final int[][] ROWS = {{0, -1}, {2, 1}, {1, 0}, {1, 1}};

  @Test
  void symbols_become_one_hot_columns_and_empty_places_zeros() {
    SymbolData data = new SymbolData(ROWS, new int[] {0, 1, 0, 1}, 3);
    assertThat(data.columns()).isEqualTo(6);
    assertThat(data.oneHot(2)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0);
    assertThat(data.label(1)).isEqualTo(1);
    double[] out = {9, 9, 9, 9, 9, 9, 9, 9};
    data.write(0, out, 1);
    assertThat(out).containsExactly(9, 1, 0, 0, 0, 0, 0, 9);
  }

  @Test
  void a_symbol_beyond_the_alphabet_is_refused() {
    assertThatThrownBy(() -> new SymbolData(ROWS, new int[4], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("symbols must be from -1 to 1, one was 2");
  }

  @Test
  void every_pass_sees_every_sample_once_and_no_test_row() {
    SymbolData data = new SymbolData(new int[][] {{0}, {1}, {2}, {3}, {4}}, new int[5], 5);
    Epochs epochs = new Epochs(List.of(new Member(data, 1, 1, 7)), 2, 3);
    double[] inputs = new double[2 * 5];
    double[] targets = new double[2];
    int[] seen = new int[12]; // six steps of two are four passes over three samples
    for (int step = 0; step < 6; step++) {
      epochs.sample(step, 0, inputs, targets, 2);
      for (int i = 0; i < 2; i++) {
        for (int symbol = 0; symbol < 5; symbol++) {
          seen[2 * step + i] += inputs[i * 5 + symbol] == 1 ? symbol : 0;
        }
      }
    }
    for (int pass = 0; pass < 4; pass++) {
      Set<Integer> own = new TreeSet<>();
      Arrays.stream(seen, 3 * pass, 3 * pass + 3).forEach(own::add);
      assertThat(own).containsExactly(2, 3, 4);
    }
    double[] again = new double[10];
    epochs.sample(1, 0, again, targets, 2); // straddles two passes, asked for out of order
    assertThat(again[seen[2]]).isEqualTo(1);
    assertThat(again[5 + seen[3]]).isEqualTo(1);
  }
}
