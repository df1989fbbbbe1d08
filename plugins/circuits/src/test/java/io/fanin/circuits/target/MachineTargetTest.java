package io.fanin.circuits.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.circuits.machine.Compiled;
import io.fanin.circuits.machine.Machines;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.Transcript;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.settings.Settings;
import io.fanin.testkit.TargetContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inherits every test of a target. */
final class MachineTargetTest extends TargetContract {
  @Override
  protected TargetProvider provider() {
    return new MachineTarget();
  }

  @Override
  protected List<Settings> settings() {
    Settings usual = Settings.of(provider().keys());
    return List.of(
        usual,
        usual.withAll(Map.of("machine", "palindrome", "n", 4)),
        usual.withAll(Map.of("machine", "binary-increment", "n", 3, "states", false)));
  }

  @Test
  void a_palindrome_machine_is_a_function_of_its_bits() {
    SparseFunction function = provider().create(settings().get(1), 1);
    assertThat(function.graph().maxFanIn()).isLessThanOrEqualTo(2);
    for (int row = 0; row < 16; row++) {
      double[] bits = new double[4];
      for (int i = 0; i < 4; i++) {
        bits[i] = row >> i & 1;
      }
      boolean palindrome = bits[0] == bits[3] && bits[1] == bits[2];
      double[] states = function.evaluate(bits);
      assertThat(Arrays.stream(states).sum()).isEqualTo(1);
      assertThat(states[states.length - 2]).isEqualTo(palindrome ? 1 : 0); // yes
      assertThat(states[states.length - 1]).isEqualTo(palindrome ? 0 : 1); // no
    }
  }

  @Test
  void a_transcript_gives_labels_examples_of_constituents_and_a_sequence() {
    TuringMachine machine = Machines.named("palindrome");
    Window window = new Words(machine, "", 4).window(1000, 0, 1);
    for (Compiled compiled :
        List.of(new Tableau(machine, window, 4), new Oblivious(machine, window, 4))) {
      Map<List<Integer>, Integer> constituent = new HashMap<>();
      for (int[] word : new Words(machine, "", 4).list(1)) {
        Transcript transcript = Transcript.of(compiled, word);
        int[] sequence = transcript.sequence();
        assertThat(sequence).hasSize(transcript.start() + compiled.graph().nodes());
        for (int node = 0; node < compiled.graph().nodes(); node++) {
          int label = transcript.label(node);
          assertThat(sequence[transcript.start() + node]).isEqualTo(label);
          assertThat(label).isBetween(0, transcript.alphabet() - 1);
          List<Integer> key =
              new ArrayList<>(Arrays.stream(transcript.reads(node)).boxed().toList());
          key.add(compiled instanceof Oblivious oblivious ? oblivious.kind(node) : 0);
          Integer before = constituent.put(key, label);
          assertThat(before == null || before == label).isTrue(); // one function for all
        }
        assertThat(Arrays.stream(transcript.oneHot(0)).sum()).isEqualTo(1);
      }
    }
  }
}
