package io.fanin.circuits.logic;

import java.util.Arrays;

/**
 * A circuit as ANDs of literals, the form of AIGER: literal {@code 2 v + c} is variable {@code v},
 * inverted if {@code c} is 1; variable 0 is constant 0, then come the inputs, then the ANDs.
 */
public final class AndGraph {
  private final int inputs;
  private int[] left = new int[16];
  private int[] right = new int[16];
  private int ands;
  private final int[] outputs;

  private AndGraph(LogicBuilder logic) {
    inputs = logic.inputs();
    outputs = new int[logic.outputs()];
    int[] literal = new int[logic.nodes()];
    for (int n = 1; n < logic.nodes(); n++) {
      if (!logic.isGate(n)) {
        literal[n] = 2 * n;
        continue;
      }
      int a = literal[logic.first(n) >> 1] ^ (logic.first(n) & 1);
      int b = literal[logic.second(n) >> 1] ^ (logic.second(n) & 1);
      literal[n] = logic.isAnd(n) ? and(a, b) : and(and(a, b) ^ 1, and(a ^ 1, b ^ 1) ^ 1);
    }
    Arrays.setAll(outputs, i -> literal[logic.output(i) >> 1] ^ (logic.output(i) & 1));
  }

  /** The circuit with an XOR as three ANDs, and nothing that no output depends on. */
  public static AndGraph of(Circuit circuit) {
    return new AndGraph(Minimisation.logic(Minimisation.logic(circuit).build()));
  }

  private int and(int a, int b) {
    if (ands == left.length) {
      left = Arrays.copyOf(left, 2 * ands);
      right = Arrays.copyOf(right, 2 * ands);
    }
    left[ands] = Math.max(a, b);
    right[ands] = Math.min(a, b);
    return 2 * (1 + inputs + ands++);
  }

  /** How many inputs; they are variables 1 and up. */
  public int inputs() {
    return inputs;
  }

  /** How many ANDs; number {@code i} is variable {@code 1 + inputs() + i}. */
  public int ands() {
    return ands;
  }

  /** The larger operand, below the AND's own literal. */
  public int left(int and) {
    return left[and];
  }

  /** The smaller operand. */
  public int right(int and) {
    return right[and];
  }

  /** How many outputs. */
  public int outputs() {
    return outputs.length;
  }

  /** An output's literal. */
  public int output(int i) {
    return outputs[i];
  }
}
