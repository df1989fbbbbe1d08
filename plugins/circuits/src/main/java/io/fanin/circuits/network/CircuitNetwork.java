package io.fanin.circuits.network;

import io.fanin.circuits.logic.Circuit;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A circuit as a network whose nodes are look-up tables.
 *
 * <p>A table of arity c is {@code sum over its ones a of s(sum_i (2 a_i - 1) x_i - sum_i a_i + 1)},
 * or 1 minus that sum over its zeros, whichever are fewer: at most {@code 2^(c-1)} rectified units,
 * exact on bits; XOR is {@code s(x - y) + s(y - x)}, AND is {@code s(x + y - 1)}. Gates of one
 * level with one table form one layer with shared weights. A gate's value is a block of width 1,
 * read from any later level. Size is linear in the circuit's.
 */
public final class CircuitNetwork {
  /** Most outputs that are gathered in one block named {@code y}. */
  private static final int GATHERED = 256;

  private final Circuit circuit;
  private final boolean snap;
  private final boolean noisy;
  private final Assembly assembly;
  private final int[] block;

  private CircuitNetwork(Circuit circuit, boolean snap, boolean noisy) {
    if (circuit.inputs() == 0 || circuit.outputs() == 0) {
      throw new InvalidInputException(
          "a circuit with %d inputs and %d outputs is no network; it needs one of each"
              .formatted(circuit.inputs(), circuit.outputs()));
    }
    this.circuit = circuit;
    this.snap = snap;
    this.noisy = noisy;
    this.assembly = new Assembly(inputBlocks());
    this.block = new int[circuit.vertices()];
  }

  /**
   * The network; a row holds the circuit's inputs, 0 or 1.
   *
   * @param snap whether every reader restores what it reads to 0 or 1
   */
  public static ExactNetwork of(Circuit circuit, boolean snap) {
    return new CircuitNetwork(circuit, snap, false).build();
  }

  /**
   * The network with noise: a row holds the circuit's inputs and then a number for each vertex of
   * the circuit, which is added to that vertex' value before anybody reads it.
   */
  public static ExactNetwork noisy(Circuit circuit, boolean snap) {
    return new CircuitNetwork(circuit, snap, true).build();
  }

  private List<InputBlock> inputBlocks() {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < circuit.inputs(); i++) {
      inputs.add(new InputBlock(circuit.inputName(i), i, 1, 0));
    }
    for (int v = 0; noisy && v < circuit.vertices(); v++) {
      inputs.add(new InputBlock("noise" + v, circuit.inputs() + v, 1, 0));
    }
    return inputs;
  }

  /** Levels of the network to one of the circuit: snap, table, value, noise. */
  private int perLevel() {
    return 2 + (snap ? 1 : 0) + (noisy ? 1 : 0);
  }

  /** The first of the network's levels for a level of the circuit. */
  private int firstLevel(int circuitLevel) {
    return (noisy ? 2 : 1) + (circuitLevel - 1) * perLevel();
  }

  private ExactNetwork build() {
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < circuit.inputs(); i++) {
      block[i] = i;
      inputs.add(i);
    }
    if (noisy) {
      addNoise(inputs, 1);
    }
    for (Map<Long, List<Integer>> level : levels()) {
      for (List<Integer> gates : level.values()) {
        addGates(gates);
      }
    }
    addOutputs();
    return assembly.build("circuit");
  }

  /** Gates by level, and in each by arity and table. */
  private List<Map<Long, List<Integer>>> levels() {
    List<Map<Long, List<Integer>>> levels = new ArrayList<>();
    for (int i = 0; i < circuit.depth(); i++) {
      levels.add(new LinkedHashMap<>());
    }
    Map<List<Long>, Long> kinds = new LinkedHashMap<>();
    for (int v = circuit.inputs(); v < circuit.vertices(); v++) {
      long next = kinds.size();
      long kind =
          kinds.computeIfAbsent(List.of((long) circuit.arity(v), circuit.table(v)), k -> next);
      levels.get(circuit.level(v) - 1).computeIfAbsent(kind, k -> new ArrayList<>()).add(v);
    }
    return levels;
  }

  private void addNoise(List<Integer> vertices, int level) {
    List<int[]> reads = new ArrayList<>();
    for (int v : vertices) {
      reads.add(new int[] {block[v], circuit.inputs() + v});
    }
    int[] sums =
        assembly.nodes(
            "noise", level, Activation.IDENTITY, new double[] {1, 1}, new double[] {0}, reads, 0);
    for (int i = 0; i < sums.length; i++) {
      block[vertices.get(i)] = sums[i];
    }
  }

  private void addGates(List<Integer> gates) {
    int first = gates.get(0);
    int arity = circuit.arity(first);
    long table = circuit.table(first);
    int level = firstLevel(circuit.level(first));
    int last = level + (snap ? 2 : 1);
    int rows = 1 << arity;
    boolean ones = 2 * Long.bitCount(table) <= rows;
    int units = ones ? Long.bitCount(table) : rows - Long.bitCount(table);
    int[] values;
    if (units == 0) {
      values = constants(gates.size(), last, ones ? 0 : 1);
    } else {
      List<int[]> reads = new ArrayList<>();
      gates.forEach(v -> reads.add(reads(v)));
      int[] hidden = hidden(table, arity, ones, units, level, reads);
      values = readOut(hidden, units, ones, last);
    }
    for (int i = 0; i < values.length; i++) {
      block[gates.get(i)] = values[i];
    }
    if (noisy) {
      addNoise(gates, last + 1);
    }
  }

  private int[] reads(int gate) {
    int[] reads = new int[circuit.arity(gate)];
    for (int slot = 0; slot < reads.length; slot++) {
      reads[slot] = block[circuit.read(gate, slot)];
    }
    return reads;
  }

  private int[] constants(int count, int level, double value) {
    List<int[]> reads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      reads.add(new int[] {BlockSpec.ZERO});
    }
    return assembly.nodes(
        "constant", level, Activation.IDENTITY, new double[1], new double[] {value}, reads, 1);
  }

  /** One rectified unit for each row of the table that counts. */
  private int[] hidden(
      long table, int arity, boolean ones, int units, int level, List<int[]> reads) {
    int columns = snap ? 2 * arity : arity;
    double[] weights = new double[units * columns];
    double[] bias = new double[units];
    int unit = 0;
    for (int row = 0; row < 1 << arity; row++) {
      if ((table >>> row & 1) == (ones ? 1 : 0)) {
        for (int i = 0; i < arity; i++) {
          double sign = (row >> i & 1) == 1 ? 1 : -1;
          weights[unit * columns + i] = sign;
          if (snap) {
            weights[unit * columns + arity + i] = -sign;
          }
        }
        bias[unit++] = 1 - Integer.bitCount(row);
      }
    }
    List<int[]> from = reads;
    int own = level;
    if (snap) {
      from = new ArrayList<>();
      for (int block : Snap.layer(assembly, own, arity, reads, 0)) {
        from.add(new int[] {block});
      }
      own++;
    }
    return assembly.nodes("table", own, Activation.RELU, weights, bias, from, 0);
  }

  private int[] readOut(int[] hidden, int units, boolean ones, int level) {
    double[] weights = new double[units];
    java.util.Arrays.fill(weights, ones ? 1 : -1);
    List<int[]> reads = new ArrayList<>();
    for (int block : hidden) {
      reads.add(new int[] {block});
    }
    double[] bias = {ones ? 0 : 1};
    return assembly.nodes("value", level, Activation.IDENTITY, weights, bias, reads, 0);
  }

  /** Restores the outputs where readers do, and gathers them in one block if they are few. */
  private void addOutputs() {
    int level = firstLevel(circuit.depth() + 1);
    int[] results = new int[circuit.outputs()];
    for (int i = 0; i < results.length; i++) {
      results[i] = block[circuit.output(i)];
    }
    if (snap) {
      results = snapped(results, level);
      level += 2;
    }
    if (results.length <= GATHERED) {
      gather(results, level);
      return;
    }
    int[] copies = copies(results, level);
    for (int i = 0; i < copies.length; i++) {
      assembly.output(i == 0 ? "y" : "y" + i, copies[i]);
      assembly.result(copies[i], 0);
    }
  }

  private int[] snapped(int[] blocks, int level) {
    List<int[]> reads = new ArrayList<>();
    for (int block : blocks) {
      reads.add(new int[] {block});
    }
    List<int[]> pairs = new ArrayList<>();
    for (int pair : Snap.layer(assembly, level, 1, reads, 0)) {
      pairs.add(new int[] {pair});
    }
    return assembly.nodes(
        "restored",
        level + 1,
        Activation.IDENTITY,
        new double[] {1, -1},
        new double[] {0},
        pairs,
        0);
  }

  private int[] copies(int[] blocks, int level) {
    List<int[]> reads = new ArrayList<>();
    for (int block : blocks) {
      reads.add(new int[] {block});
    }
    return assembly.nodes(
        "output", level, Activation.IDENTITY, new double[] {1}, new double[1], reads, 0);
  }

  private void gather(int[] blocks, int level) {
    int n = blocks.length;
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    int y =
        assembly
            .nodes("y", level, Activation.IDENTITY, identity, new double[n], List.of(blocks), 0)[0];
    assembly.output("y", y);
    for (int i = 0; i < n; i++) {
      assembly.result(y, i);
    }
  }
}
