package io.fanin.circuits.tapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.machine.Machines;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.ObliviousMachine;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PippengerFischerTest {
  /** A table given by numbers: {@code [state][symbols read, the first tape's least]}. */
  private record Table(int tapes, int states, int symbols, int[] next, int[] left, int[] moves)
      implements TapesMachine {
    /** A table drawn at random; heads and symbols do anything. */
    static Table random(int tapes, int states, int symbols, long seed) {
      RandomStream random = RandomStream.of(seed, "table");
      int rows = states;
      for (int i = 0; i < tapes; i++) {
        rows *= symbols;
      }
      int[] next = new int[rows];
      int[] left = new int[rows * tapes];
      int[] moves = new int[rows * tapes];
      Arrays.setAll(next, i -> random.nextInt(states));
      Arrays.setAll(left, i -> random.nextInt(symbols));
      Arrays.setAll(moves, i -> random.nextInt(3) - 1);
      return new Table(tapes, states, symbols, next, left, moves);
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int blank() {
      return symbols - 1;
    }

    @Override
    public int step(int state, int[] read, int[] written, int[] way) {
      int row = 0;
      for (int i = tapes - 1; i >= 0; i--) {
        row = row * symbols + read[i];
      }
      row = row * states + state;
      for (int i = 0; i < tapes; i++) {
        written[i] = left[row * tapes + i];
        way[i] = moves[row * tapes + i];
      }
      return next[row];
    }
  }

  /**
   * Two tapes, symbols 0, 1 and blank: copies the word to the second tape, sends the first head
   * back, and compares both ways; the last state is 3 for a palindrome and 4 for another word.
   */
  private static final TapesMachine PALINDROME =
      new TapesMachine() {
        @Override
        public int tapes() {
          return 2;
        }

        @Override
        public int states() {
          return 5;
        }

        @Override
        public int symbols() {
          return 3;
        }

        @Override
        public int start() {
          return 0;
        }

        @Override
        public int blank() {
          return 2;
        }

        @Override
        public int step(int state, int[] read, int[] written, int[] moves) {
          System.arraycopy(read, 0, written, 0, 2);
          moves[0] = 0;
          moves[1] = 0;
          boolean end = read[0] == blank();
          switch (state) {
            case 0 -> {
              written[1] = end ? read[1] : read[0];
              moves[0] = end ? -1 : 1;
              moves[1] = end ? 0 : 1;
              return end ? 1 : 0;
            }
            case 1 -> {
              moves[0] = end ? 1 : -1;
              moves[1] = end ? -1 : 0;
              return end ? 2 : 1;
            }
            case 2 -> {
              moves[0] = end || read[0] != read[1] ? 0 : 1;
              moves[1] = -moves[0];
              return end ? 3 : read[0] == read[1] ? 2 : 4;
            }
            default -> {
              return state;
            }
          }
        }
      };

  private static void assertSame(TapesMachine machine, PippengerFischer form, int[] word) {
    TapesSimulator simulator = new TapesSimulator(machine, 3 * form.steps());
    simulator.load(word);
    simulator.run(form.steps());
    assertThat(form.evaluate(word))
        .as(Arrays.toString(word))
        .isEqualTo(simulator.configuration(form.from(), form.width()));
  }

  private static int[] word(int number, int base, int length) {
    int[] word = new int[length];
    int rest = number;
    for (int i = 0; i < length; i++) {
      word[i] = rest % base;
      rest /= base;
    }
    return word;
  }

  @Test
  void a_machine_of_two_tapes_is_computed_on_every_word() {
    int n = 5;
    PippengerFischer form = new PippengerFischer(PALINDROME, 5, n);
    for (int number = 0; number < 1 << n; number++) {
      int[] word = word(number, 2, n);
      boolean same = word[0] == word[4] && word[1] == word[3];
      assertThat(form.evaluate(word).state()).isEqualTo(same ? 3 : 4);
      assertSame(PALINDROME, form, word);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 3", "2, 3, 3", "2, 5, 4", "3, 3, 2", "3, 2, 3"})
  void random_machines_of_several_tapes_agree_with_the_simulator(
      int tapes, int states, int symbols) {
    for (int seed = 0; seed < 6; seed++) {
      Table machine = Table.random(tapes, states, symbols, seed);
      for (int levels = 0; levels <= 5; levels++) {
        int length = Math.min(6, 2 << levels);
        PippengerFischer form = new PippengerFischer(machine, levels, length);
        RandomStream random = RandomStream.of(seed, "words");
        for (int i = 0; i < 4; i++) {
          assertSame(machine, form, word(random.nextInt(1 << 12), symbols, length));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"parity, 6", "binary-increment, 5", "palindrome, 4", "divisible-by-3, 6"})
  void a_machine_of_one_tape_may_be_given_too(String name, int length) {
    TuringMachine one = Machines.named(name);
    Words words = new Words(one, "", length);
    int steps = words.window(10_000, 0, 1).steps();
    int levels = 32 - Integer.numberOfLeadingZeros(steps - 1);
    TapesMachine machine = TapesMachine.of(one);
    PippengerFischer form = new PippengerFischer(machine, levels, length);
    for (int[] word : words.list(1)) {
      assertSame(machine, form, word);
    }
  }

  @Test
  void heads_move_by_the_clock_and_by_one_cell() {
    ObliviousMachine machine = new PippengerFischer(PALINDROME, 5, 4).oblivious();
    for (int tape = 0; tape < 2; tape++) {
      for (long t = 0; t < machine.steps(); t++) {
        int here = machine.position(tape, t);
        assertThat(here).isBetween(0, machine.cells(tape) - 1);
        if (t > 0) {
          assertThat(Math.abs(here - machine.position(tape, t - 1))).isLessThanOrEqualTo(1);
        }
      }
    }
    // Space is linear: all levels together take 6 T cells.
    assertThat(machine.cells(0) + machine.cells(1)).isEqualTo(3 * (2 * 32 - 1));
  }

  @Test
  void counts_are_those_of_the_formula() {
    for (int levels = 0; levels <= 11; levels++) {
      long steps = 1L << levels;
      long formula = levels == 0 ? 6 : (48L * levels - 18) * steps + 20;
      assertThat(PippengerFischer.nodes(levels)).isEqualTo(formula);
      assertThat(new BlockSchedule(levels).steps()).isEqualTo(formula);
    }
    PippengerFischer form = new PippengerFischer(PALINDROME, 4, 5);
    SparseGraph graph = form.graph().graph();
    assertThat(graph.nodes()).isEqualTo(PippengerFischer.nodes(4));
    assertThat(graph.maxFanIn()).isEqualTo(3);
    assertThat(graph.depth()).isEqualTo(graph.nodes());
  }

  @Test
  void it_is_smaller_than_a_sweep_from_128_steps_on() {
    TuringMachine increment = Machines.named("binary-increment");
    for (int levels : new int[] {6, 7}) {
      Window window = Window.twoWay(1 << levels);
      int sweep = new Oblivious(increment, window, 4).graph().nodes();
      assertThat(PippengerFischer.nodes(levels) < sweep).isEqualTo(levels == 7);
    }
  }

  @Test
  void mistakes_are_told() {
    assertThatThrownBy(() -> new PippengerFischer(PALINDROME, 15, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 to 14 levels, not 15");
    assertThatThrownBy(() -> new PippengerFischer(PALINDROME, 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("words of 1 to 4 symbols, not 5");
    assertThatThrownBy(() -> new PippengerFischer(Table.random(4, 3, 4, 1), 2, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a node of a machine of 4 tapes, 4 symbols and 3 states has 3.15e+10 values, more than"
                + " 2,147,483,647; give it fewer of them");
    TapesSimulator simulator = new TapesSimulator(PALINDROME, 3);
    assertThatThrownBy(() -> simulator.load(new int[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a word of 4 symbols is longer than the reach, 3");
    Table runner = new Table(1, 1, 2, new int[2], new int[2], new int[] {1, 1});
    TapesSimulator near = new TapesSimulator(runner, 3);
    near.load(new int[3]);
    assertThatThrownBy(() -> near.run(4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("head 0 leaves the 3 cells around its start");
  }
}
