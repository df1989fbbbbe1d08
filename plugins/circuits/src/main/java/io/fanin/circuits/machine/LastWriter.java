package io.fanin.circuits.machine;

import java.util.Arrays;

/**
 * The last-writer form of an oblivious machine: node {@code t} holds the control and the symbols
 * written at step t; it reads node {@code t - 1} and, for each tape, the node that wrote the cell
 * under the head last.
 *
 * <p>Exactly one node a step, arity {@code tapes + 1}, depth {@code steps}: the control makes a
 * chain. A value is {@code control + controls * (symbol_1 + symbols * (symbol_2 + …))}; a leaf
 * holds its symbol on every tape and the first control, and so does the constant leaf with the
 * blank.
 */
public final class LastWriter {
  private final ObliviousMachine machine;
  private final int leaves;
  private final TableGraph graph;

  /** The node that wrote a cell last, by tape and cell. */
  private final int[][] last;

  /**
   * Compiles.
   *
   * @param length leaves, one for each cell of the word
   * @param origin cell of tape 0 where the word begins
   */
  public LastWriter(ObliviousMachine machine, int length, int origin) {
    this.machine = machine;
    this.leaves = length + 1;
    this.last = new int[machine.tapes()][];
    for (int tape = 0; tape < last.length; tape++) {
      last[tape] = new int[machine.cells(tape)];
      Arrays.fill(last[tape], length);
    }
    for (int i = 0; i < length && origin + i < last[0].length; i++) {
      last[0][origin + i] = i;
    }
    this.graph = compile();
  }

  private TableGraph compile() {
    int nodes = TableGraph.checked(machine.steps(), "oblivious form");
    int arity = machine.tapes() + 1;
    int[] reads = new int[Math.multiplyExact(nodes, arity)];
    TableGraph.Rule[] rules = new TableGraph.Rule[nodes];
    int before = leaves - 1;
    for (int t = 0; t < nodes; t++) {
      reads[t * arity] = before;
      for (int tape = 0; tape < last.length; tape++) {
        int cell = machine.position(tape, t);
        reads[t * arity + 1 + tape] = last[tape][cell];
        last[tape][cell] = leaves + t;
      }
      int step = t;
      rules[t] = read -> value(step, read);
      before = leaves + t;
    }
    return new TableGraph(leaves, arity, reads, rules, outputs(before));
  }

  /** The last node, and the last writer of each cell. */
  private int[] outputs(int before) {
    int cells = Arrays.stream(last).mapToInt(c -> c.length).sum();
    int[] outputs = new int[cells];
    int at = 0;
    for (int[] tape : last) {
      System.arraycopy(tape, 0, outputs, at, tape.length);
      at += tape.length;
    }
    java.util.LinkedHashSet<Integer> distinct = new java.util.LinkedHashSet<>();
    distinct.add(before);
    Arrays.stream(outputs).forEach(distinct::add);
    return distinct.stream().mapToInt(v -> v).toArray();
  }

  private int value(long step, int[] read) {
    int[] symbols = new int[machine.tapes()];
    Arrays.setAll(symbols, tape -> symbol(tape, read[1 + tape]));
    int[] written = new int[symbols.length];
    int control = machine.step(step, control(read[0]), symbols, written);
    return pack(control, written);
  }

  private int pack(int control, int[] symbols) {
    int packed = 0;
    for (int tape = symbols.length - 1; tape >= 0; tape--) {
      packed = packed * machine.symbols() + symbols[tape];
    }
    return control + machine.controls() * packed;
  }

  /** A leaf's value for a symbol. */
  public int leaf(int symbol) {
    int[] symbols = new int[machine.tapes()];
    Arrays.fill(symbols, symbol);
    return pack(machine.start(), symbols);
  }

  /** The graph. */
  public TableGraph graph() {
    return graph;
  }

  /** The vertex that wrote a cell last; the constant leaf if none did. */
  public int writer(int tape, int cell) {
    return last[tape][cell];
  }

  /** The control of a value. */
  public int control(int value) {
    return value % machine.controls();
  }

  /** The symbol of a value on a tape. */
  public int symbol(int tape, int value) {
    int rest = value / machine.controls();
    for (int i = 0; i < tape; i++) {
      rest /= machine.symbols();
    }
    return rest % machine.symbols();
  }
}
