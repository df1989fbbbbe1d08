package io.fanin.circuits.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.circuits.logic.RandomCircuits;
import io.fanin.circuits.logic.SequentialCircuit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void what_is_written_is_read_as_an_equal_circuit(long seed) {
    Circuit circuit = RandomCircuits.of(9, 120, 6, seed);
    Circuit blif = BlifReader.read(BlifWriter.write(circuit, "m"), "a.blif").logic();
    Circuit ascii = AigerReader.read(AigerWriter.ascii(circuit), "a.aag").logic();
    Circuit binary = AigerReader.read(AigerWriter.binary(circuit), "a.aig").logic();
    assertThat(RandomCircuits.equal(circuit, blif, 20, seed)).isTrue();
    assertThat(RandomCircuits.equal(circuit, ascii, 20, seed)).isTrue();
    assertThat(RandomCircuits.equal(circuit, binary, 20, seed)).isTrue();
    assertThat(blif.outputName(4)).isEqualTo("last");
    assertThat(binary.inputName(3)).isEqualTo("x3");
    assertThat(AigerWriter.ascii(ascii)).isEqualTo(AigerWriter.ascii(binary));
  }

  @Test
  void blif_keeps_gate_counts() {
    Circuit adder = CircuitLibrary.adder(8);
    Circuit again = BlifReader.read(BlifWriter.write(adder, "adder"), "a").logic();
    assertThat(again.gates()).isEqualTo(37);
    assertThat(again.outputName(8)).isEqualTo("s[8]");
  }

  @Test
  void covers_of_ones_and_of_zeros_and_constants_are_read() {
    String text =
        """
        # a comment
        .model m
        .inputs a b \\
          c
        .outputs f g one zero
        .names a b c f
        1-0 1
        -11 1
        .names b a g
        11 0
        .names one
        1
        .names zero
        .end
        """;
    Circuit circuit = BlifReader.read(text, "m.blif").logic();
    for (int row = 0; row < 8; row++) {
      boolean a = (row & 1) == 1;
      boolean b = (row & 2) == 2;
      boolean c = (row & 4) == 4;
      assertThat(circuit.evaluate(new boolean[] {a, b, c}))
          .containsExactly((a && !c) || (b && c), !(a && b), true, false);
    }
  }

  @Test
  void wide_covers_become_gates_of_six() {
    StringBuilder text = new StringBuilder(".model m\n.inputs");
    for (int i = 0; i < 10; i++) {
      text.append(" x").append(i);
    }
    text.append("\n.outputs y\n.names");
    for (int i = 0; i < 10; i++) {
      text.append(" x").append(i);
    }
    text.append(" y\n1111111111 0\n0--------- 0\n.end\n");
    Circuit circuit = BlifReader.read(text.toString(), "m.blif").logic();
    assertThat(circuit.maxArity()).isLessThanOrEqualTo(6);
    for (int row = 0; row < 1 << 10; row++) {
      boolean[] bits = new boolean[10];
      for (int i = 0; i < 10; i++) {
        bits[i] = (row >> i & 1) == 1;
      }
      assertThat(circuit.evaluate(bits)[0]).isEqualTo(row != 1023 && (row & 1) == 1);
    }
  }

  @Test
  void ascii_definitions_may_stand_in_any_order() {
    Circuit circuit =
        AigerReader.read(bytes("aag 5 2 0 1 3\n2\n4\n10\n10 7 9\n8 3 5\n6 2 4\n"), "x").logic();
    for (int row = 0; row < 4; row++) {
      boolean a = (row & 1) == 1;
      boolean b = (row & 2) == 2;
      assertThat(circuit.evaluate(new boolean[] {a, b})).containsExactly(a ^ b);
    }
    assertThat(circuit.gates()).isEqualTo(1);
  }

  /** Counts the ones of its input, modulo 4, from a first count of 2. */
  private static SequentialCircuit counter() {
    LogicBuilder logic = new LogicBuilder();
    int x = logic.input("x");
    int low = logic.input("low");
    int high = logic.input("high");
    logic.output("carry", logic.and(low, high));
    logic.output("low.next", logic.xor(low, x));
    logic.output("high.next", logic.xor(high, logic.and(low, x)));
    return new SequentialCircuit(logic.build(), new boolean[] {false, true});
  }

  @Test
  void latches_survive_all_formats_and_unroll_from_their_reset_values() {
    for (SequentialCircuit read :
        new SequentialCircuit[] {
          counter(),
          BlifReader.read(BlifWriter.write(counter(), "c"), "c.blif"),
          AigerReader.read(AigerWriter.ascii(counter()), "c.aag"),
          AigerReader.read(AigerWriter.binary(counter()), "c.aig")
        }) {
      assertThat(read.latches()).isEqualTo(2);
      assertThat(read.reset(1)).isTrue();
      Circuit unrolled = read.unroll(6);
      assertThat(unrolled.inputs()).isEqualTo(6);
      assertThat(unrolled.inputName(5)).isEqualTo("x@5");
      for (int row = 0; row < 64; row++) {
        boolean[] bits = new boolean[6];
        boolean[] carries = new boolean[6];
        int count = 2;
        for (int t = 0; t < 6; t++) {
          carries[t] = count == 3;
          bits[t] = (row >> t & 1) == 1;
          count = (count + (bits[t] ? 1 : 0)) % 4;
        }
        assertThat(unrolled.evaluate(bits)).isEqualTo(carries);
      }
    }
  }

  @Test
  void deep_and_wide_circuits_are_written_and_read() {
    Circuit adder = CircuitLibrary.adder(20_000);
    Circuit blif = BlifReader.read(BlifWriter.write(adder, "deep"), "deep.blif").logic();
    Circuit aiger = AigerReader.read(AigerWriter.binary(adder), "deep.aig").logic();
    assertThat(RandomCircuits.equal(adder, blif, 1, 1)).isTrue();
    assertThat(RandomCircuits.equal(adder, aiger, 1, 1)).isTrue();
    assertThat(blif.depth()).isEqualTo(39_999);
  }
}
