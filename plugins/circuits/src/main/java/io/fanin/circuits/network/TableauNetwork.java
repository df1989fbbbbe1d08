package io.fanin.circuits.network;

import io.fanin.circuits.machine.Configuration;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.kernel.Activation;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tableau as a convolution: every step is one layer over the cells with shared weights, filter
 * size 3 and zeros at the edges.
 *
 * <p>A cell is a block of a one-hot symbol and a one-hot state (all zeros where the head is
 * elsewhere). The new state needs the neighbours' pairs of state and symbol, the new symbol only
 * the cell's own, so a cell takes {@code 3 |Q||Γ| + |Γ|} rectified units instead of {@code (|Γ|(|Q|
 * + 1))^3} minterms. A row holds the word, one-hot over the tape's alphabet.
 */
public final class TableauNetwork {
  private final Tableau tableau;
  private final TuringMachine machine;
  private final Window window;
  private final boolean snap;
  private final boolean noisy;
  private final Assembly assembly;
  private final int symbols;
  private final int states;

  private TableauNetwork(Tableau tableau, boolean snap, boolean noisy) {
    this.tableau = tableau;
    this.machine = tableau.machine();
    this.window = tableau.window();
    this.snap = snap;
    this.noisy = noisy;
    this.symbols = machine.symbols().size();
    this.states = machine.states().size();
    List<InputBlock> inputs = inputs(tableau.length(), symbols);
    int column = tableau.length() * symbols;
    for (int i = 0; noisy && i < (window.steps() + 1) * window.width(); i++) {
      int width = symbols + states;
      inputs.add(new InputBlock("noise" + i, column + i * width, width, 0));
    }
    this.assembly = new Assembly(inputs);
  }

  /**
   * The network. Results are the states, one-hot, and then each cell's symbol, one-hot.
   *
   * @param snap whether every cell restores what it reads to 0 or 1
   */
  public static ExactNetwork of(Tableau tableau, boolean snap) {
    return new TableauNetwork(tableau, snap, false).build();
  }

  /**
   * The network with noise: a row holds the word and then {@code |Γ| + |Q|} numbers for each cell
   * of each time from 0 to T, which are added to what the cell's node gives before anybody reads
   * it.
   */
  public static ExactNetwork noisy(Tableau tableau, boolean snap) {
    return new TableauNetwork(tableau, snap, true).build();
  }

  /** Rectified units of a cell in one step: {@code 3 |Q||Γ| + |Γ|}. */
  public static int unitsPerCell(TuringMachine machine) {
    int symbols = machine.symbols().size();
    return 3 * machine.states().size() * symbols + symbols;
  }

  static List<InputBlock> inputs(int length, int symbols) {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      inputs.add(new InputBlock("x" + i, i * symbols, symbols, 0));
    }
    return inputs;
  }

  /** A word as a row, {@code [length * symbols]}. */
  public static double[] encode(TuringMachine machine, int[] word) {
    double[] row = new double[word.length * machine.symbols().size()];
    for (int i = 0; i < word.length; i++) {
      row[i * machine.symbols().size() + word[i]] = 1;
    }
    return row;
  }

  /** What a row's results say. */
  public static Configuration decode(TuringMachine machine, double[] results) {
    int states = machine.states().size();
    int symbols = machine.symbols().size();
    int[] tape = new int[(results.length - states) / symbols];
    Arrays.setAll(tape, cell -> hot(results, states + cell * symbols, symbols));
    return new Configuration(hot(results, 0, states), tape);
  }

  private static int hot(double[] values, int from, int size) {
    for (int i = 0; i < size; i++) {
      if (values[from + i] > 0.5) {
        return i;
      }
    }
    return -1;
  }

  private ExactNetwork build() {
    int[] row = firstRow();
    int level = 2;
    if (noisy) {
      row = withNoise(row, 0, level++);
    }
    double[] hiddenWeights = hiddenWeights();
    double[] hiddenBias = hiddenBias();
    double[] next = readOut();
    for (int t = 0; t < window.steps(); t++) {
      int[] from = row;
      if (snap) {
        from = snapped(row, level++);
      }
      int[] hidden =
          assembly.nodes(
              "rules",
              level++,
              Activation.RELU,
              hiddenWeights,
              hiddenBias,
              neighbours(from),
              assembly.width(from[0]));
      row =
          assembly.nodes(
              "cells",
              level++,
              Activation.IDENTITY,
              next,
              new double[symbols + states],
              each(hidden),
              0);
      if (noisy) {
        row = withNoise(row, t + 1, level++);
      }
    }
    addResults(snap ? restored(row, level) : row, level + (snap ? 2 : 0));
    return assembly.build("tableau");
  }

  /** The first row: symbols as given, blanks elsewhere, and the head on cell 0. */
  private int[] firstRow() {
    int width = symbols + states;
    double[] embed = new double[width * symbols];
    for (int a = 0; a < symbols; a++) {
      embed[a * symbols + a] = 1;
    }
    double[] head = new double[width];
    head[symbols + machine.start()] = 1;
    double[] blank = new double[width];
    blank[machine.blank()] = 1;
    int[] row = new int[window.width()];
    for (int cell = 0; cell < row.length; cell++) {
      int place = cell - window.origin();
      boolean given = place >= 0 && place < tableau.length();
      row[cell] =
          assembly
              .nodes(
                  given ? "letter" : "blank",
                  1,
                  Activation.IDENTITY,
                  given ? embed : new double[embed.length],
                  place == 0 ? head : given ? new double[width] : blank,
                  List.of(new int[] {given ? place : BlockSpec.ZERO}),
                  symbols)[0];
    }
    return row;
  }

  private int[] withNoise(int[] row, int time, int level) {
    int width = symbols + states;
    double[] sum = new double[2 * width * width];
    for (int i = 0; i < width; i++) {
      sum[i * 2 * width + i] = 1;
      sum[i * 2 * width + width + i] = 1;
    }
    List<int[]> reads = new ArrayList<>();
    for (int cell = 0; cell < row.length; cell++) {
      reads.add(new int[] {row[cell], tableau.length() + time * row.length + cell});
    }
    return assembly.nodes("noise", level, Activation.IDENTITY, sum, new double[width], reads, 0);
  }

  private List<int[]> neighbours(int[] row) {
    List<int[]> reads = new ArrayList<>();
    for (int cell = 0; cell < row.length; cell++) {
      int left = cell == 0 ? BlockSpec.ZERO : row[cell - 1];
      int right = cell == row.length - 1 ? BlockSpec.ZERO : row[cell + 1];
      reads.add(new int[] {left, row[cell], right});
    }
    return reads;
  }

  private static List<int[]> each(int[] blocks) {
    List<int[]> reads = new ArrayList<>();
    for (int block : blocks) {
      reads.add(new int[] {block});
    }
    return reads;
  }

  private int[] snapped(int[] row, int level) {
    return Snap.layer(assembly, level, symbols + states, each(row), 0);
  }

  /** Unit of a pair: {@code slot} is 0 for the left neighbour, 1 for the cell, 2 for the right. */
  private int pair(int slot, int state, int symbol) {
    return (slot * states + state) * symbols + symbol;
  }

  private double[] hiddenWeights() {
    int block = symbols + states;
    int columns = 3 * (snap ? 2 * block : block);
    double[] weights = new double[unitsPerCell(machine) * columns];
    for (int slot = 0; slot < 3; slot++) {
      for (int q = 0; q < states; q++) {
        for (int a = 0; a < symbols; a++) {
          set(weights, pair(slot, q, a), slot, a, 1);
          set(weights, pair(slot, q, a), slot, symbols + q, 1);
        }
      }
    }
    for (int a = 0; a < symbols; a++) {
      int unit = 3 * states * symbols + a;
      set(weights, unit, 1, a, 1);
      for (int q = 0; q < states; q++) {
        set(weights, unit, 1, symbols + q, -1);
      }
    }
    return weights;
  }

  private void set(double[] weights, int unit, int slot, int column, double value) {
    int block = symbols + states;
    int width = snap ? 2 * block : block;
    int at = unit * 3 * width + slot * width + column;
    weights[at] = value;
    if (snap) {
      weights[at + block] = -value;
    }
  }

  private double[] hiddenBias() {
    double[] bias = new double[unitsPerCell(machine)];
    Arrays.fill(bias, 0, 3 * states * symbols, -1);
    return bias;
  }

  private double[] readOut() {
    int units = unitsPerCell(machine);
    double[] weights = new double[(symbols + states) * units];
    for (int a = 0; a < symbols; a++) {
      weights[a * units + 3 * states * symbols + a] = 1; // no head: the symbol stays
    }
    for (int q = 0; q < states; q++) {
      for (int a = 0; a < symbols; a++) {
        weights[machine.written(q, a) * units + pair(1, q, a)] = 1;
        int slot = 1 - machine.move(q, a); // a head that goes right comes from the left
        weights[(symbols + machine.next(q, a)) * units + pair(slot, q, a)] = 1;
      }
    }
    return weights;
  }

  private int[] restored(int[] row, int level) {
    int width = symbols + states;
    double[] weights = new double[2 * width * width];
    for (int i = 0; i < width; i++) {
      weights[i * 2 * width + i] = 1;
      weights[i * 2 * width + width + i] = -1;
    }
    return assembly.nodes(
        "restored",
        level + 1,
        Activation.IDENTITY,
        weights,
        new double[width],
        each(snapped(row, level)),
        0);
  }

  private void addResults(int[] row, int level) {
    int width = symbols + states;
    double[] weights = new double[states * row.length * width];
    for (int q = 0; q < states; q++) {
      for (int cell = 0; cell < row.length; cell++) {
        weights[q * row.length * width + cell * width + symbols + q] = 1;
      }
    }
    int y =
        assembly
            .nodes(
                "state", level, Activation.IDENTITY, weights, new double[states], List.of(row), 0)[
            0];
    assembly.output("y", y);
    for (int q = 0; q < states; q++) {
      assembly.result(y, q);
    }
    for (int cell = 0; cell < row.length; cell++) {
      assembly.output("cell" + (window.from() + cell), row[cell]);
      for (int a = 0; a < symbols; a++) {
        assembly.result(row[cell], a);
      }
    }
  }
}
