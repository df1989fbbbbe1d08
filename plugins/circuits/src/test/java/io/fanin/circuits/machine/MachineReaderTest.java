package io.fanin.circuits.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineReaderTest {
  @Test
  void scalars_are_taken_as_written() {
    TuringMachine machine =
        MachineReader.read(
            """
            blank: '~'
            input: Y0n
            start state: no
            synonyms:
              leave: {write: '~', R: yes}
            table:
              no:
                [Y, 0]: R
                n: {L: yes}
                '~': leave
              yes: null
            """,
            "m.yaml",
            "z");
    assertThat(machine.states()).containsExactly("no", "yes");
    assertThat(machine.symbols()).containsExactly("~", "Y", "0", "n", "z");
    assertThat(machine.move(0, 1)).isEqualTo(1);
    assertThat(machine.next(0, 0)).isEqualTo(1);
    assertThat(machine.move(0, 3)).isEqualTo(-1);
    assertThat(machine.halts(0, 4)).isTrue();
    assertThat(machine.halts(1, 2)).isTrue();
    assertThat(machine.next(1, 2)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          done: {0: {R: halt}} | m.yaml:8:17: undefined state 'halt'; known: carry, done, right
          done: {0: {R: cary}} | m.yaml:8:17: undefined state 'cary'; did you mean 'carry'?
          done: {1: {write: 1}} | m.yaml:8:13: the instruction does not move; give L or R
          done: {1: {L: , R: }} | m.yaml:8:13: the instruction moves both ways; give L or R
          done: {1: {go: R}} | m.yaml:8:18: unknown key 'go' in an instruction; known: write, L, R
          done: {1: S} | m.yaml:8:13: 'S' is neither L nor R nor a synonym; a mapping such as {R: state} goes to another state
          done: {10: R} | m.yaml:8:10: a symbol must be one character, was '10'; several are a list, [a, b]
          done: {[1, 0]: R, 1: L} | m.yaml:8:21: state 'done' has two rules for '1'
          done: 7 | m.yaml:8:9: state 'done' must be a mapping, 'key: value' on each line
          carry: {1: R} | m.yaml:8:3: 'carry' stands twice in the table
          done: {1: [R]} | m.yaml:8:13: an instruction is L, R, a synonym, or such as {write: 1, R: state}
          done: {1: R | m.yaml:9:1: not YAML: expected ',' or '}', but got <stream end>
          """)
  void errors_name_line_and_column(String last, String message) {
    String text =
        """
        input: '1011'
        blank: ' '
        start state: right
        table:
          right: {[1, 0]: R, ' ': {L: carry}}
          # carry
          carry: {1: L, 0: {write: 1, L: right}}
        """
            + "  "
            + last
            + "\n";
    assertThatThrownBy(() -> MachineReader.read(text, "m.yaml", ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void missing_and_unknown_keys_are_told() {
    assertRefused("{}", "m.yaml:1:1: the machine has no 'blank'");
    assertRefused(
        "blank: ' '\ntables: {}", "m.yaml:2:9: unknown key 'tables'; did you mean 'table'?");
    assertRefused(
        "blank: ' '\nstart state: a\ntable: {b: }", "m.yaml:2:14: undefined state 'a'; known: b");
    assertRefused(
        "blank: 0\ninput: '10'\nstart state: a\ntable: {a: }",
        "m.yaml:2:8: the input holds the blank, '0'");
    assertRefused("[1]", "m.yaml:1:1: a machine must be a mapping, 'key: value' on each line");
    assertRefused(
        "",
        "m.yaml: holds nothing; a machine has [name, source code, input, blank, start state,"
            + " synonyms, table]");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> MachineReader.read(text, "m.yaml", ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void a_word_that_does_not_halt_is_named() {
    TuringMachine endless =
        MachineReader.read(
            "blank: _\ninput: ab\nstart state: s\ntable: {s: {a: R, b: {L: s}, _: }, t: {b: R}}"
                .replace("_: }", "_: {R: t}}"),
            "m.yaml",
            "");
    Words words = new Words(endless, "", 3);
    assertThatThrownBy(() -> words.window(50, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the word 'aab' does not halt within 50 steps; give a larger --steps");
    assertThatThrownBy(() -> new Words(endless, "", 40).window(50, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "there are more than 65,536 words of length 40, too many to find the longest run; give"
                + " --steps T");
    assertThatThrownBy(() -> new Words(endless, "xa", 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--alphabet: 'x' is the blank or no symbol of the machine");
  }

  @Test
  void mutated_files_are_read_or_refused_and_nothing_else() {
    RandomStream random = RandomStream.of(9, "mutations");
    List<String> seeds = List.of(Machines.text("palindrome"), Machines.text("unary-to-binary"));
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      String mutant = mutate(seeds.get(round % 2), random);
      try {
        MachineReader.read(mutant, "fuzz", "");
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith("fuzz:").hasSizeLessThan(500);
        refused++;
      }
    }
    assertThat(refused).isBetween(400, 1_990);
  }

  private static String mutate(String seed, RandomStream random) {
    StringBuilder mutant = new StringBuilder(seed);
    String signs = "{}[],:'\"#&*!|>%@` \n\t-?~01LRab\u0000\u00e9";
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(mutant.length());
      char sign = signs.charAt(random.nextInt(signs.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutant.setCharAt(at, sign);
        case 1 -> mutant.insert(at, sign);
        case 2 -> mutant.deleteCharAt(at);
        default -> mutant.setLength(Math.max(1, at));
      }
    }
    return mutant.toString();
  }
}
