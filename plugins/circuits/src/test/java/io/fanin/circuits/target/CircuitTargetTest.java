package io.fanin.circuits.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.logic.Minimisation;
import io.fanin.circuits.logic.RandomCircuits;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Settings;
import io.fanin.testkit.TargetContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inherits every test of a target. */
final class CircuitTargetTest extends TargetContract {
  @Override
  protected TargetProvider provider() {
    return new CircuitTarget();
  }

  @Override
  protected List<Settings> settings() {
    Settings usual = Settings.of(provider().keys());
    return List.of(
        usual,
        usual.withAll(Map.of("kind", "automaton", "n", 5, "steps", 3)),
        usual.withAll(Map.of("kind", "cipher", "n", 3)),
        usual.withAll(Map.of("kind", "sorter", "n", 3)));
  }

  @Test
  void an_adder_adds() {
    SparseFunction adder = provider().create(settings().get(0), 1);
    assertThat(adder.graph().nodes()).isEqualTo(5 * 4 - 3);
    assertThat(adder.evaluate(new double[] {1, 1, 0, 1, 1, 0, 1, 0}))
        .containsExactly(0, 0, 0, 0, 1); // 11 + 5
  }

  @Test
  void a_circuit_and_its_function_agree_and_the_function_can_be_written() {
    Circuit circuit = Minimisation.minimise(RandomCircuits.of(5, 40, 5, 2));
    SparseFunction function = Gate.function(circuit);
    SparseFunction again = FunctionText.read("again", FunctionText.write(function));
    for (int row = 0; row < 32; row++) {
      boolean[] bits = new boolean[5];
      double[] numbers = new double[5];
      for (int i = 0; i < 5; i++) {
        bits[i] = (row >> i & 1) == 1;
        numbers[i] = row >> i & 1;
      }
      boolean[] expected = circuit.evaluate(bits);
      double[] values = function.evaluate(numbers);
      for (int i = 0; i < expected.length; i++) {
        assertThat(values[i]).isEqualTo(expected[i] ? 1 : 0);
      }
      assertThat(again.evaluate(numbers)).isEqualTo(values);
    }
    assertThat(Gate.function(CircuitLibrary.parity(9)).distinctConstituents()).isEqualTo(1);
  }

  @Test
  void a_sorter_that_is_too_large_is_refused() {
    Settings large = settings().get(0).withAll(Map.of("kind", "sorter", "n", 9));
    assertThatThrownBy(() -> provider().create(large, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("n = 9: a sorter takes 2^n bits; n is at most 8");
  }
}
