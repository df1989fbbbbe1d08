package io.fanin.circuits.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.graph.SparseGraph;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilersTest {
  @ParameterizedTest
  @CsvSource({
    "parity, 8, true",
    "binary-increment, 7, false",
    "palindrome, 7, true",
    "unary-to-binary, 4, false",
    "anbncn, 5, true",
    "divisible-by-3, 8, true",
    "parity, 1, true",
    "palindrome, 1, true",
    "binary-increment, 1, false"
  })
  void all_three_compilers_agree_with_the_simulator_on_every_word(
      String name, int length, boolean oneWay) {
    TuringMachine machine = Machines.named(name);
    Words words = new Words(machine, "", length);
    assertThat(words.complete()).isTrue();
    Window window = words.window(1_000_000, 0, 1);
    assertThat(window.isOneWay()).isEqualTo(oneWay);
    Compiled tableau = new Tableau(machine, window, length);
    Compiled oblivious = new Oblivious(machine, window, length);
    Trace trace = new Trace(machine, window, words);
    for (int[] word : words.list(1)) {
      Simulator simulator = new Simulator(machine);
      simulator.load(word);
      assertThat(simulator.run(window.steps())).isTrue();
      Configuration end = simulator.configuration(window);
      assertThat(tableau.evaluate(word)).as(words.text(word)).isEqualTo(end);
      assertThat(oblivious.evaluate(word)).as(words.text(word)).isEqualTo(end);
      assertThat(trace.evaluate(word)).as(words.text(word)).isEqualTo(end);
    }
  }

  @ParameterizedTest
  @CsvSource({"parity, 6", "binary-increment, 5", "palindrome, 6", "divisible-by-3, 9"})
  void counts_are_those_of_the_theory(String name, int length) {
    TuringMachine machine = Machines.named(name);
    Window window = new Words(machine, "", length).window(1_000_000, 0, 1);
    int area = window.steps() * window.width();
    SparseGraph tableau = new Tableau(machine, window, length).graph().graph();
    assertThat(tableau.nodes()).isEqualTo(area);
    assertThat(tableau.edges()).isEqualTo(3L * area);
    assertThat(tableau.maxFanIn()).isEqualTo(3);
    assertThat(tableau.depth()).isEqualTo(window.steps());
    SparseGraph oblivious = new Oblivious(machine, window, length).graph().graph();
    assertThat(oblivious.nodes()).isEqualTo(2 * area);
    assertThat(oblivious.edges()).isEqualTo(4L * area);
    assertThat(oblivious.maxFanIn()).isEqualTo(2);
    assertThat(oblivious.depth()).isEqualTo(2 * area);
  }

  @Test
  void windows_follow_the_formulas() {
    // n steps over the word and one on the blank behind it.
    assertThat(new Words(Machines.named("parity"), "", 9).window(100, 0, 1))
        .isEqualTo(new Window(10, 0, 11));
    // To the blank, back over the carry, and one digit more: 2n + 2 steps on a two-way tape.
    assertThat(new Words(Machines.named("binary-increment"), "", 6).window(100, 0, 1))
        .isEqualTo(new Window(14, -14, 29));
    assertThat(Window.oneWay(3, 10).width()).isEqualTo(4);
    assertThat(Window.oneWay(20, 10).width()).isEqualTo(10);
  }

  private static boolean accepts(TuringMachine machine, String word, String state) {
    Simulator simulator = new Simulator(machine);
    simulator.load(
        word.codePoints().map(c -> machine.symbols().indexOf(Character.toString(c))).toArray());
    assertThat(simulator.run(100_000)).isTrue();
    return machine.states().get(simulator.state()).equals(state);
  }

  private static void check(String name, int length, String yes, Predicate<String> meaning) {
    TuringMachine machine = Machines.named(name);
    Words words = new Words(machine, "", length);
    for (int[] word : words.list(1)) {
      String text = words.text(word);
      assertThat(accepts(machine, text, yes)).as(text).isEqualTo(meaning.test(text));
    }
  }

  @Test
  void the_machines_do_what_they_say() {
    check("parity", 7, "one", w -> w.chars().filter(c -> c == '1').count() % 2 == 1);
    check("divisible-by-3", 9, "accept", w -> Integer.parseInt(w, 2) % 3 == 0);
    for (int n = 1; n <= 9; n++) {
      check("palindrome", n, "yes", w -> new StringBuilder(w).reverse().toString().equals(w));
    }
    for (int n = 1; n <= 7; n++) {
      int third = n / 3;
      String only = "a".repeat(third) + "b".repeat(third) + "c".repeat(third);
      check("anbncn", n, "yes", w -> w.equals(only));
    }
  }

  @Test
  void numbers_come_out_on_the_tape() {
    TuringMachine increment = Machines.named("binary-increment");
    TuringMachine count = Machines.named("unary-to-binary");
    for (int value = 0; value < 256; value++) {
      String word = Integer.toBinaryString(256 + value).substring(1);
      assertThat(tape(increment, word).strip())
          .isEqualTo(value == 255 ? "100000000" : Integer.toBinaryString(257 + value).substring(1));
      String left = tape(count, word);
      String number = left.substring(0, left.indexOf('|')).strip();
      assertThat(number)
          .isEqualTo(value == 0 ? "" : Integer.toBinaryString(Integer.bitCount(value)));
    }
  }

  private static String tape(TuringMachine machine, String word) {
    Simulator simulator = new Simulator(machine);
    simulator.load(
        word.codePoints().map(c -> machine.symbols().indexOf(Character.toString(c))).toArray());
    assertThat(simulator.run(100_000)).isTrue();
    StringBuilder text = new StringBuilder();
    for (int cell = simulator.leftmost() - 1; cell <= simulator.rightmost() + 1; cell++) {
      text.append(machine.symbols().get(simulator.symbol(cell)));
    }
    return text.toString();
  }

  @Test
  void longer_words_agree_at_random() {
    TuringMachine machine = Machines.named("palindrome");
    Words words = new Words(machine, "", 17);
    assertThat(words.complete()).isFalse();
    Window window = words.window(0, 200, 3);
    Compiled tableau = new Tableau(machine, window, 17);
    Trace trace = new Trace(machine, window, words);
    for (int[] word : words.list(3).subList(0, 60)) {
      Simulator simulator = new Simulator(machine);
      simulator.load(word);
      simulator.run(200);
      assertThat(tableau.evaluate(word)).isEqualTo(simulator.configuration(window));
      assertThat(trace.evaluate(word)).isEqualTo(simulator.configuration(window));
    }
  }

  @Test
  void the_trace_is_pruned_to_its_light_cone() {
    TuringMachine parity = Machines.named("parity");
    Words words = new Words(parity, "", 16);
    Trace trace = new Trace(parity, words.window(100, 0, 1), words);
    // What is left of a parity machine is the parity circuit.
    assertThat(trace.circuit().gates()).isLessThanOrEqualTo(2 * 16);
    assertThat(trace.circuit().maxArity()).isEqualTo(2);
  }

  /** Two tapes: copies the word to the second while reading it, then compares it reversed. */
  @Test
  void machines_of_several_tapes_compile_through_the_library() {
    int n = 5;
    ObliviousMachine palindrome =
        new ObliviousMachine() {
          @Override
          public int tapes() {
            return 2;
          }

          @Override
          public int controls() {
            return 2;
          }

          @Override
          public int symbols() {
            return 3;
          }

          @Override
          public int start() {
            return 1;
          }

          @Override
          public int blank() {
            return 2;
          }

          @Override
          public long steps() {
            return 2L * n;
          }

          @Override
          public int position(int tape, long step) {
            int i = (int) step;
            return i < n ? i : tape == 0 ? i - n : 2 * n - 1 - i;
          }

          @Override
          public int cells(int tape) {
            return n;
          }

          @Override
          public int step(long step, int control, int[] read, int[] written) {
            written[0] = read[0];
            written[1] = step < n ? read[0] : read[1];
            return step < n || read[0] == read[1] ? control : 0;
          }
        };
    LastWriter form = new LastWriter(palindrome, n, 0);
    assertThat(form.graph().nodes()).isEqualTo(2 * n);
    assertThat(form.graph().arity()).isEqualTo(3);
    for (int word = 0; word < 1 << n; word++) {
      int[] leaves = new int[n + 1];
      leaves[n] = form.leaf(2);
      boolean same = true;
      for (int i = 0; i < n; i++) {
        leaves[i] = form.leaf(word >> i & 1);
        same &= (word >> i & 1) == (word >> n - 1 - i & 1);
      }
      int[] values = form.graph().evaluate(leaves);
      assertThat(form.control(values[values.length - 1])).isEqualTo(same ? 1 : 0);
    }
  }
}
