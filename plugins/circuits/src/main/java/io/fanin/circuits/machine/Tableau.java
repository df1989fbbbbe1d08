package io.fanin.circuits.machine;

import java.util.Arrays;

/**
 * The Cook-Levin tableau: a node for each step and cell, which reads the three cells around it one
 * step earlier.
 *
 * <p>A cell's value is {@code symbol + symbols * (state + 1)}, or the symbol alone where the head
 * is elsewhere. Exactly {@code T W} nodes of arity 3, depth T (Arora and Barak, Computational
 * Complexity, chapter 6).
 */
public final class Tableau implements Compiled {
  private final TuringMachine machine;
  private final Window window;
  private final int length;
  private final TableGraph graph;

  /** The tableau for words of this length. */
  public Tableau(TuringMachine machine, Window window, int length) {
    this.machine = machine;
    this.window = window;
    this.length = length;
    this.graph = compile();
  }

  private TableGraph compile() {
    int width = window.width();
    int nodes = TableGraph.checked(window.area(), "tableau");
    int[] reads = new int[3 * nodes];
    for (int node = 0; node < nodes; node++) {
      for (int slot = 0; slot < 3; slot++) {
        reads[3 * node + slot] = vertex(node / width, node % width + slot - 1);
      }
    }
    TableGraph.Rule[] rules = new TableGraph.Rule[nodes];
    Arrays.fill(rules, (TableGraph.Rule) this::next);
    int[] outputs = new int[width];
    Arrays.setAll(outputs, j -> vertex(window.steps(), j));
    return new TableGraph(length + 1, 3, reads, rules, outputs);
  }

  /** The vertex of a cell after so many steps. */
  public int vertex(int step, int cell) {
    if (cell < 0 || cell >= window.width()) {
      return length;
    }
    if (step == 0) {
      int place = cell - window.origin();
      return place >= 0 && place < length ? place : length;
    }
    return length + 1 + (step - 1) * window.width() + cell;
  }

  private int next(int[] read) {
    int symbols = machine.symbols().size();
    int own = read[1] % symbols;
    int state = read[1] / symbols - 1;
    int arriving = arriving(read[0], 1);
    if (arriving < 0) {
      arriving = arriving(read[2], -1);
    }
    if (state < 0) {
      return own + symbols * (arriving + 1);
    }
    return machine.halts(state, own) ? read[1] : machine.written(state, own);
  }

  /** The state in which a head comes from a neighbour, or -1. */
  private int arriving(int neighbour, int direction) {
    int symbols = machine.symbols().size();
    int state = neighbour / symbols - 1;
    int symbol = neighbour % symbols;
    return state >= 0 && machine.move(state, symbol) == direction
        ? machine.next(state, symbol)
        : -1;
  }

  @Override
  public TuringMachine machine() {
    return machine;
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public TableGraph graph() {
    return graph;
  }

  @Override
  public int[] leaves(int[] word) {
    int[] leaves = Arrays.copyOf(word, length + 1);
    leaves[0] += machine.symbols().size() * (machine.start() + 1);
    leaves[length] = machine.blank();
    return leaves;
  }

  @Override
  public Configuration decode(int[] values) {
    int[] symbols = new int[window.width()];
    int state = -1;
    for (int cell = 0; cell < symbols.length; cell++) {
      int value = values[vertex(window.steps(), cell)];
      symbols[cell] = value % machine.symbols().size();
      state = Math.max(state, value / machine.symbols().size() - 1);
    }
    return new Configuration(state, symbols);
  }
}
