package io.fanin.circuits.logic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitLibraryTest {
  private static final int ROWS = 1 << 12;

  /** The outputs as a little-endian number, for each row in which input i is bit i. */
  private static long value(Circuit circuit, long row) {
    boolean[] bits = new boolean[circuit.inputs()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (row >> i & 1) == 1;
    }
    boolean[] out = circuit.evaluate(bits);
    long value = 0;
    for (int i = 0; i < out.length; i++) {
      value |= out[i] ? 1L << i : 0;
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 11, 12})
  void parity_has_one_gate_less_than_bits(int n) {
    Circuit parity = CircuitLibrary.parity(n);
    assertThat(parity.gates()).isEqualTo(n - 1);
    assertThat(parity.depth()).isEqualTo(32 - Integer.numberOfLeadingZeros(n - 1));
    for (long row = 0; row < 1L << n; row++) {
      assertThat(value(parity, row)).isEqualTo(Long.bitCount(row) % 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void the_adder_has_5n_minus_3_gates(int n) {
    Circuit adder = CircuitLibrary.adder(n);
    assertThat(adder.gates()).isEqualTo(5 * n - 3);
    assertThat(adder.depth()).isEqualTo(n == 1 ? 1 : 2 * n - 1);
    for (long row = 0; row < 1L << 2 * n; row++) {
      assertThat(value(adder, row)).isEqualTo((row & (1L << n) - 1) + (row >> n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6})
  void the_multiplier_has_6nn_minus_8n_gates(int n) {
    Circuit multiplier = CircuitLibrary.multiplier(n);
    assertThat(multiplier.gates()).isEqualTo(6 * n * n - 8 * n);
    for (long row = 0; row < 1L << 2 * n; row++) {
      assertThat(value(multiplier, row)).isEqualTo((row & (1L << n) - 1) * (row >> n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6})
  void the_comparator_has_4n_minus_3_gates(int n) {
    Circuit comparator = CircuitLibrary.comparator(n);
    assertThat(comparator.gates()).isEqualTo(4 * n - 3);
    for (long row = 0; row < 1L << 2 * n; row++) {
      assertThat(value(comparator, row)).isEqualTo((row & (1L << n) - 1) < row >> n ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 8, 11, 12})
  void popcount_has_knuths_number_of_gates(int n) {
    Circuit popcount = CircuitLibrary.popcount(n);
    int log = 31 - Integer.numberOfLeadingZeros(n);
    assertThat(popcount.gates()).isEqualTo(5 * n - 2 * Integer.bitCount(n) - 3 * log - 3);
    for (long row = 0; row < 1L << n; row++) {
      assertThat(value(popcount, row)).isEqualTo(Long.bitCount(row));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void the_sorter_has_batchers_number_of_comparators(int k) {
    Circuit sorter = CircuitLibrary.sorter(k);
    int comparators = ((k * k - k + 4) * (1 << k)) / 4 - 1;
    assertThat(sorter.gates()).isEqualTo(2 * comparators);
    int n = 1 << k;
    for (long row = 0; row < ROWS; row++) {
      long spread = n > 12 ? row * 0x9E3779B97F4A7C15L : row;
      long input = n == 64 ? spread : spread & (1L << n) - 1;
      int ones = Long.bitCount(input);
      long sorted = ones == 0 ? 0 : -1L >>> 64 - ones << n - ones;
      assertThat(value(sorter, input)).isEqualTo(sorted);
    }
  }

  @Test
  void an_automaton_has_a_gate_of_three_for_each_cell_and_step() {
    Circuit rule110 = CircuitLibrary.automaton(110, 12, 5);
    assertThat(rule110.gates()).isEqualTo(60);
    assertThat(rule110.maxArity()).isEqualTo(3);
    assertThat(rule110.depth()).isEqualTo(5);
    for (int row = 0; row < ROWS; row++) {
      int cells = row;
      for (int t = 0; t < 5; t++) {
        int next = 0;
        for (int i = 0; i < 12; i++) {
          int left = cells >> (i + 11) % 12 & 1;
          int right = cells >> (i + 1) % 12 & 1;
          next |= (110 >> (4 * left + 2 * (cells >> i & 1) + right) & 1) << i;
        }
        cells = next;
      }
      assertThat(value(rule110, row)).isEqualTo(cells);
    }
  }

  @Test
  void the_cipher_permutes_blocks_and_grows_linearly() {
    Circuit cipher = CircuitLibrary.cipher(4, 3, 7);
    assertThat(cipher.gates()).isEqualTo(48);
    assertThat(cipher.depth()).isEqualTo(3);
    assertThat(cipher.maxArity()).isEqualTo(4);
    boolean[] seen = new boolean[1 << 16];
    for (int row = 0; row < 1 << 16; row++) {
      seen[(int) value(cipher, row)] = true; // a bijection hits every block
    }
    for (boolean hit : seen) {
      assertThat(hit).isTrue();
    }
  }
}
