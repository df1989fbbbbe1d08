package io.fanin.circuits.machine;

import java.util.Arrays;

/**
 * A run written out: the value of every node of a compiled machine, as labels for intermediate
 * supervision and as a sequence for autoregressive predictors.
 */
public final class Transcript {
  private final Compiled compiled;
  private final int[] values;

  private Transcript(Compiled compiled, int[] values) {
    this.compiled = compiled;
    this.values = values;
  }

  /** The transcript of a word's run. */
  public static Transcript of(Compiled compiled, int[] word) {
    return new Transcript(compiled, compiled.graph().evaluate(compiled.leaves(word)));
  }

  /** How many values a node can have. */
  public int alphabet() {
    return alphabet(compiled);
  }

  /** How many values a node of a compiled machine can have. */
  public static int alphabet(Compiled compiled) {
    TuringMachine machine = compiled.machine();
    return compiled instanceof Oblivious oblivious
        ? oblivious.sweeping().controls() * oblivious.sweeping().symbols()
        : machine.symbols().size() * (machine.states().size() + 1);
  }

  /** The label of a node, from 0 to {@link #alphabet} - 1. */
  public int label(int node) {
    return values[compiled.graph().leaves() + node];
  }

  /** A node's label as a one-hot block, {@code [alphabet()]}. */
  public double[] oneHot(int node) {
    double[] block = new double[alphabet()];
    block[label(node)] = 1;
    return block;
  }

  /** The values of what a node reads: with {@link #label}, one example of its constituent. */
  public int[] reads(int node) {
    int[] reads = new int[compiled.graph().arity()];
    Arrays.setAll(reads, slot -> values[compiled.graph().read(node, slot)]);
    return reads;
  }

  /**
   * The whole as a sequence: the leaves, then all nodes in order, of which each depends on few
   * earlier ones.
   */
  public int[] sequence() {
    return values.clone();
  }

  /**
   * A tableau as a sequence whose tokens depend on those before at the same distances everywhere:
   * the word's row of the window's W cells, and then T rows of nodes. Token i, from W on, reads
   * tokens {@code i - W - 1}, {@code i - W} and {@code i - W + 1}; at the window's edges the first
   * or last of these is no neighbour, but no head comes from there either.
   *
   * @throws IllegalArgumentException if the machine is not compiled as a tableau
   */
  public int[] rows() {
    if (!(compiled instanceof Tableau tableau)) {
      throw new IllegalArgumentException("only a tableau has rows of cells");
    }
    int width = compiled.window().width();
    int[] rows = new int[(compiled.window().steps() + 1) * width];
    Arrays.setAll(rows, i -> values[tableau.vertex(i / width, i % width)]);
    return rows;
  }

  /** Where the first node stands in the sequence. */
  public int start() {
    return compiled.graph().leaves();
  }
}
