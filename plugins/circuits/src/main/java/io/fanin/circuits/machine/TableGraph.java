package io.fanin.circuits.machine;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph whose vertices hold one of a few values: leaves for the cells of a word, one for what is
 * constant, then nodes that each look up their value by those of the vertices they read.
 *
 * <p>Every node reads as many vertices. Evaluating costs time linear in its size. Immutable.
 */
public final class TableGraph {
  /** Most nodes. */
  public static final int MAX_NODES = 1 << 24;

  private final int leaves;
  private final int arity;
  private final int[] reads;
  private final Rule[] rules;
  private final int[] outputs;

  /** A node's function. */
  @FunctionalInterface
  public interface Rule {
    /** The value, given those read, {@code [arity]}. */
    int apply(int[] read);
  }

  /**
   * A graph; node {@code i} is vertex {@code leaves + i}.
   *
   * @param reads {@code [nodes, arity]}, earlier vertices
   * @param rules one for each node; nodes may share one
   */
  TableGraph(int leaves, int arity, int[] reads, Rule[] rules, int[] outputs) {
    this.leaves = leaves;
    this.arity = arity;
    this.reads = reads;
    this.rules = rules;
    this.outputs = outputs;
  }

  /**
   * Says how many nodes there will be before memory is taken.
   *
   * @throws InvalidInputException if they are too many
   */
  static int checked(long nodes, String what) {
    if (nodes > MAX_NODES) {
      throw new InvalidInputException(
          "the %s needs %,d nodes, more than the %,d that are kept in memory; take a shorter word"
              .formatted(what, nodes, MAX_NODES));
    }
    return (int) nodes;
  }

  /** How many nodes: the size of the graph. */
  public int nodes() {
    return rules.length;
  }

  /** How many leaves, the constant one included. */
  public int leaves() {
    return leaves;
  }

  /** Reads of every node. */
  public int arity() {
    return arity;
  }

  /** A vertex that a node reads. */
  public int read(int node, int slot) {
    return reads[node * arity + slot];
  }

  /** The outputs. */
  public int[] outputs() {
    return outputs.clone();
  }

  /**
   * The values of all vertices.
   *
   * @param leafValues {@code [leaves()]}
   */
  public int[] evaluate(int[] leafValues) {
    int[] values = java.util.Arrays.copyOf(leafValues, leaves + rules.length);
    int[] read = new int[arity];
    for (int node = 0; node < rules.length; node++) {
      for (int slot = 0; slot < arity; slot++) {
        read[slot] = values[reads[node * arity + slot]];
      }
      values[leaves + node] = rules[node].apply(read);
    }
    return values;
  }

  /** Reads on the longest path. */
  public int depth() {
    int[] level = new int[leaves + rules.length];
    int depth = 0;
    for (int node = 0; node < rules.length; node++) {
      int deepest = 0;
      for (int slot = 0; slot < arity; slot++) {
        deepest = Math.max(deepest, level[reads[node * arity + slot]]);
      }
      level[leaves + node] = deepest + 1;
      depth = Math.max(depth, deepest + 1);
    }
    return depth;
  }

  /** The graph with leaves {@code x0, x1, …} and {@code blank}, and nodes {@code v0, v1, …}. */
  public SparseGraph graph() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < leaves - 1; i++) {
      names.add("x" + i);
    }
    names.add("blank");
    SparseGraph.Builder builder = SparseGraph.withInputs(names);
    for (int node = 0; node < rules.length; node++) {
      List<String> read = new ArrayList<>();
      for (int slot = 0; slot < arity; slot++) {
        read.add(names.get(reads[node * arity + slot]));
      }
      names.add("v" + node);
      builder.node("v" + node, read);
    }
    List<String> results = new ArrayList<>();
    for (int output : outputs) {
      if (output >= leaves) {
        results.add(names.get(output));
      }
    }
    return builder.outputs(results).build();
  }
}
