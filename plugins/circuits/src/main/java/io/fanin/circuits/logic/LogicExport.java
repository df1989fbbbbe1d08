package io.fanin.circuits.logic;

/** From literals to tables: the light cone of the outputs, with inversions folded in. */
final class LogicExport {
  private final LogicBuilder logic;
  private final Circuit.Builder circuit = Circuit.builder();
  private final boolean[] needed;
  private final boolean[] inverted;
  private final boolean[] plain;
  private final int[] vertex;

  LogicExport(LogicBuilder logic) {
    this.logic = logic;
    needed = new boolean[logic.nodes()];
    inverted = new boolean[logic.nodes()];
    plain = new boolean[logic.nodes()];
    vertex = new int[logic.nodes()];
  }

  Circuit circuit() {
    markNeeded();
    for (int n = 1; n < logic.nodes(); n++) {
      if (!logic.isGate(n)) {
        vertex[n] = circuit.input(logic.inputName(n - 1));
      } else if (needed[n]) {
        vertex[n] = gate(n);
      }
    }
    int[] inverse = new int[logic.nodes()];
    for (int i = 0; i < logic.outputs(); i++) {
      circuit.output(logic.outputName(i), output(logic.output(i), inverse));
    }
    return circuit.build();
  }

  private void markNeeded() {
    for (int i = 0; i < logic.outputs(); i++) {
      int node = logic.output(i) >> 1;
      needed[node] = true;
      inverted[node] |= (logic.output(i) & 1) == 1;
      plain[node] |= (logic.output(i) & 1) == 0;
    }
    for (int n = logic.nodes() - 1; n > 0; n--) {
      inverted[n] &= !plain[n] && logic.isGate(n);
      if (needed[n] && logic.isGate(n)) {
        needed[logic.first(n) >> 1] = true;
        needed[logic.second(n) >> 1] = true;
      }
    }
  }

  private int gate(int n) {
    int a = logic.first(n);
    int b = logic.second(n);
    long table = 0;
    for (int i = 0; i < 4; i++) {
      boolean x = (i & 1) == 1 ^ flipped(a);
      boolean y = (i & 2) == 2 ^ flipped(b);
      boolean value = (logic.isAnd(n) ? x && y : x ^ y) ^ inverted[n];
      table |= value ? 1L << i : 0;
    }
    return circuit.gate(table, vertex[a >> 1], vertex[b >> 1]);
  }

  /** Whether a literal is the inverse of what its node stores. */
  private boolean flipped(int literal) {
    return (literal & 1) == 1 ^ inverted[literal >> 1];
  }

  private int output(int literal, int[] inverse) {
    int node = literal >> 1;
    if (node == 0) {
      return circuit.gate(literal);
    }
    if (!flipped(literal)) {
      return vertex[node];
    }
    if (inverse[node] == 0) {
      inverse[node] = 1 + circuit.gate(Tables.NOT, vertex[node]);
    }
    return inverse[node] - 1;
  }
}
