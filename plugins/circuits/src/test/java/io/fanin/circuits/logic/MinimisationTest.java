package io.fanin.circuits.logic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimisationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_minimised_circuit_computes_the_same_with_fewer_gates(long seed) {
    Circuit circuit = RandomCircuits.of(10, 300, 6, seed);
    Circuit shared = Minimisation.logic(circuit).build();
    Circuit small = Minimisation.minimise(circuit);
    assertThat(RandomCircuits.equal(circuit, shared, 20, seed)).isTrue();
    assertThat(RandomCircuits.equal(circuit, small, 20, seed)).isTrue();
    assertThat(small.gates()).isLessThanOrEqualTo(shared.gates());
    assertThat(small.maxArity()).isLessThanOrEqualTo(2);
  }

  @Test
  void equal_gates_are_shared_and_constants_folded() {
    LogicBuilder logic = new LogicBuilder();
    int a = logic.input("a");
    int b = logic.input("b");
    assertThat(logic.and(a, b)).isEqualTo(logic.and(b, a));
    assertThat(logic.xor(a, b)).isEqualTo(LogicBuilder.not(logic.xor(a, LogicBuilder.not(b))));
    assertThat(logic.and(a, LogicBuilder.FALSE)).isEqualTo(LogicBuilder.FALSE);
    assertThat(logic.or(a, LogicBuilder.not(a))).isEqualTo(LogicBuilder.TRUE);
    assertThat(logic.and(a, logic.or(a, b))).isEqualTo(a);
    assertThat(logic.gates()).isEqualTo(3);
  }

  @Test
  void an_exclusive_or_spelt_out_is_found_again() {
    LogicBuilder logic = new LogicBuilder();
    int a = logic.input("a");
    int b = logic.input("b");
    int spelt = logic.or(logic.and(a, LogicBuilder.not(b)), logic.and(LogicBuilder.not(a), b));
    assertThat(logic.output("y", spelt).build().gates()).isEqualTo(1);
  }

  @Test
  void redundant_logic_goes_away() {
    // The majority of three, spelt as a sum of products of five gates, needs four.
    Circuit.Builder builder = Circuit.builder();
    int[] x = {builder.input("a"), builder.input("b"), builder.input("c")};
    int ab = builder.gate(Tables.AND, x[0], x[1]);
    int ac = builder.gate(Tables.AND, x[0], x[2]);
    int bc = builder.gate(Tables.AND, x[1], x[2]);
    int or = builder.gate(Tables.OR, builder.gate(Tables.OR, ab, ac), bc);
    Circuit small = Minimisation.minimise(builder.output("m", or).build());
    assertThat(small.gates()).isEqualTo(4);
  }

  @Test
  void known_small_circuits_do_not_grow() {
    assertThat(Minimisation.minimise(CircuitLibrary.adder(32)).gates())
        .isLessThanOrEqualTo(5 * 32 - 3);
    assertThat(Minimisation.minimise(CircuitLibrary.multiplier(8)).gates())
        .isLessThanOrEqualTo(6 * 64 - 64);
    assertThat(Minimisation.minimise(CircuitLibrary.parity(64)).gates()).isEqualTo(63);
  }

  @Test
  void a_circuit_of_a_hundred_thousand_gates_and_one_of_forty_thousand_levels_fit() {
    Circuit wide = CircuitLibrary.automaton(110, 10_000, 10);
    assertThat(wide.gates()).isEqualTo(100_000);
    assertThat(RandomCircuits.equal(wide, Minimisation.logic(wide).build(), 1, 3)).isTrue();
    Circuit deep = CircuitLibrary.adder(20_000);
    assertThat(deep.depth()).isEqualTo(39_999);
    assertThat(RandomCircuits.equal(deep, Minimisation.minimise(deep), 1, 3)).isTrue();
    assertThat(deep.graph().depth()).isEqualTo(39_999);
  }

  @Test
  void pruning_keeps_the_light_cone_of_the_outputs_alone() {
    Circuit adder = CircuitLibrary.adder(8);
    Circuit.Builder builder = Circuit.builder();
    for (int i = 0; i < 16; i++) {
      builder.input(adder.inputName(i));
    }
    for (int v = 16; v < adder.vertices(); v++) {
      builder.gate(adder.table(v), adder.read(v, 0), adder.read(v, 1));
    }
    Circuit lowest = builder.output("s0", adder.output(0)).build().prune();
    assertThat(lowest.gates()).isEqualTo(1);
    assertThat(lowest.inputs()).isEqualTo(16);
  }
}
