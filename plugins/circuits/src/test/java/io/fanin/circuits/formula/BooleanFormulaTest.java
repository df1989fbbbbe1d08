package io.fanin.circuits.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.RandomCircuits;
import io.fanin.circuits.target.Gate;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooleanFormulaTest {
  private static SparseFunction function(String formula) {
    return FunctionText.read("f", "in bit a, b, c, d\ny = " + formula + " reads a, b, c, d");
  }

  private static boolean[] bits(int row, int width) {
    boolean[] bits = new boolean[width];
    for (int i = 0; i < width; i++) {
      bits[i] = (row >> i & 1) == 1;
    }
    return bits;
  }

  private static void assertSame(SparseFunction function, Circuit circuit) {
    for (int row = 0; row < 1 << circuit.inputs(); row++) {
      boolean[] bits = bits(row, circuit.inputs());
      double[] numbers = new double[bits.length];
      for (int i = 0; i < bits.length; i++) {
        numbers[i] = bits[i] ? 1 : 0;
      }
      double[] expected = function.evaluate(numbers);
      boolean[] values = circuit.evaluate(bits);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i] ? 1.0 : 0.0).as("row %d", row).isEqualTo(expected[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a and b and not c and d",
        "a or b or not c or d",
        "a xor b xor c xor not d",
        "a < b",
        "a <= b",
        "a > b",
        "a >= b",
        "a == b",
        "a != b",
        "if(a, b, c xor d)",
        "if(a == b, not c, 1) and (0 or d)",
        "(a and b) or (b and c) or (c and a)",
        "1",
        "not 1 or 0"
      })
  void every_word_and_comparison_has_its_gates(String formula) {
    SparseFunction function = function(formula);
    assertThat(BooleanFormula.isBoolean(function)).isTrue();
    assertSame(function, BooleanFormula.compile(function));
  }

  @Test
  void nodes_read_each_other_and_share_gates() {
    SparseFunction function =
        FunctionText.read(
            "f", "in bit a, b\np = a and b\nq = b and a\nr = p xor q\ns = p or q\nout r, s");
    Circuit circuit = BooleanFormula.compile(function);
    assertSame(function, circuit);
    assertThat(circuit.gates()).isEqualTo(2); // a AND b, and the constant 0
    assertThat(circuit.outputName(1)).isEqualTo("s");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_circuit_written_as_formulas_comes_back(long seed) {
    Circuit circuit = RandomCircuits.of(6, 40, 4, seed);
    assertSame(Gate.function(circuit), BooleanFormula.compile(Gate.function(circuit)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in a\ny = a",
        "in bit a\ny = a + 1",
        "in bit a\ny = abs(a)",
        "in sign a\ny = a > 0",
        "in bit a, b\np = a*b\ny = p and a"
      })
  void what_is_not_boolean_is_refused_whole(String text) {
    SparseFunction function = FunctionText.read("f", text);
    assertThat(BooleanFormula.isBoolean(function)).isFalse();
    assertThatThrownBy(() -> BooleanFormula.compile(function))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the function is not Boolean: its inputs must be bits ('in bit a, b') and its formulas"
                + " words, comparisons and choices");
  }

  @Test
  void mutated_formulas_are_compiled_or_refused_and_nothing_else() {
    String seed = "in bit a, b, c\np = if(a, b xor c, not b) or (a <= c)\ny = p and not (p == a)\n";
    String signs = "abcpy()=<>!,10 \n-+*andorxt";
    RandomStream random = RandomStream.of(3, "mutations");
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder mutant = new StringBuilder(seed);
      for (int i = 0; i <= random.nextInt(3); i++) {
        char sign = signs.charAt(random.nextInt(signs.length()));
        int at = random.nextInt(mutant.length());
        if (random.nextBoolean()) {
          mutant.setCharAt(at, sign);
        } else {
          mutant.insert(at, sign);
        }
      }
      try {
        SparseFunction function = FunctionText.read("fuzz", mutant.toString());
        assertSame(function, BooleanFormula.compile(function));
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400);
        refused++;
      }
    }
    assertThat(refused).isBetween(400, 1_990);
  }
}
