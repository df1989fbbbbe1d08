package io.fanin.circuits.logic;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A Boolean circuit: inputs, then gates in topological order, each a look-up table of at most
 * {@value #MAX_ARITY} earlier vertices.
 *
 * <p>Vertices are numbered: the inputs are {@code 0 … inputs() - 1}, then come the gates. Bit
 * {@code sum_i a_i 2^i} of a gate's table is its value when slot {@code i} reads {@code a_i}. An
 * output may be any vertex, an input too. Immutable; memory is linear in gates plus reads, and
 * nothing recurses, so depth costs nothing.
 */
public final class Circuit {
  /** Most reads of a gate: its table fits a {@code long}. */
  public static final int MAX_ARITY = 6;

  /** Most gates. */
  public static final int MAX_GATES = 1 << 23;

  private final String[] inputNames;
  private final int[] start;
  private final int[] read;
  private final long[] table;
  private final int[] outputs;
  private final String[] outputNames;
  private final int[] level;
  private final int depth;

  private Circuit(Builder builder) {
    inputNames = builder.inputNames.toArray(String[]::new);
    start = Arrays.copyOf(builder.start, builder.gates + 1);
    read = Arrays.copyOf(builder.read, builder.reads);
    table = Arrays.copyOf(builder.table, builder.gates);
    outputs = builder.outputs.stream().mapToInt(o -> o).toArray();
    outputNames = builder.outputNames.toArray(String[]::new);
    level = new int[vertices()];
    for (int v = inputs(); v < vertices(); v++) {
      for (int slot = 0; slot < arity(v); slot++) {
        level[v] = Math.max(level[v], level[read(v, slot)]);
      }
      level[v]++;
    }
    depth = Arrays.stream(level).max().orElse(0);
  }

  /** Starts a circuit without inputs. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many inputs. */
  public int inputs() {
    return inputNames.length;
  }

  /** How many gates: the size of the circuit. */
  public int gates() {
    return table.length;
  }

  /** Inputs and gates together. */
  public int vertices() {
    return inputNames.length + table.length;
  }

  /** How many reads. */
  public long edges() {
    return read.length;
  }

  /** Name of an input. */
  public String inputName(int i) {
    return inputNames[i];
  }

  /** Reads of a gate, 0 for a constant. */
  public int arity(int gate) {
    int g = gate(gate);
    return start[g + 1] - start[g];
  }

  /** The vertex that a gate reads in a slot. */
  public int read(int gate, int slot) {
    return read[start[gate(gate)] + slot];
  }

  /** A gate's table; bits beyond {@code 2^arity} are 0. */
  public long table(int gate) {
    return table[gate(gate)];
  }

  /** How many outputs. */
  public int outputs() {
    return outputs.length;
  }

  /** The vertex of an output. */
  public int output(int i) {
    return outputs[i];
  }

  /** Name of an output. */
  public String outputName(int i) {
    return outputNames[i];
  }

  /** Reads on the longest path from an input; a constant has level 1. */
  public int level(int v) {
    return level[v];
  }

  /** The largest level. */
  public int depth() {
    return depth;
  }

  /** The largest arity. */
  public int maxArity() {
    int most = 0;
    for (int g = 0; g < gates(); g++) {
      most = Math.max(most, start[g + 1] - start[g]);
    }
    return most;
  }

  private int gate(int v) {
    return Objects.checkIndex(v - inputNames.length, table.length);
  }

  /** The outputs for one row of bits, {@code [inputs()]}. */
  public boolean[] evaluate(boolean[] row) {
    check(row.length);
    long[] lanes = new long[vertices()];
    for (int i = 0; i < row.length; i++) {
      lanes[i] = row[i] ? 1 : 0;
    }
    run(lanes);
    boolean[] result = new boolean[outputs.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (lanes[outputs[i]] & 1) != 0;
    }
    return result;
  }

  /**
   * The outputs of 64 rows at once: bit {@code r} of each word belongs to row {@code r}.
   *
   * @param words {@code [inputs()]}
   * @return {@code [outputs()]}
   */
  public long[] evaluate(long[] words) {
    check(words.length);
    long[] lanes = Arrays.copyOf(words, vertices());
    run(lanes);
    return Arrays.stream(outputs).mapToLong(v -> lanes[v]).toArray();
  }

  /** All vertices' values of 64 rows at once, {@code [vertices()]}. */
  public long[] values(long[] words) {
    check(words.length);
    long[] lanes = Arrays.copyOf(words, vertices());
    run(lanes);
    return lanes;
  }

  private void check(int given) {
    if (given != inputs()) {
      throw new IllegalArgumentException(
          "the circuit has %d inputs, but %d are given".formatted(inputs(), given));
    }
  }

  private void run(long[] lanes) {
    long[] work = new long[1 << MAX_ARITY];
    for (int g = 0; g < table.length; g++) {
      lanes[inputNames.length + g] = value(g, lanes, work);
    }
  }

  /** Folds the table over one argument after the other. */
  private long value(int g, long[] lanes, long[] work) {
    int arity = start[g + 1] - start[g];
    int size = 1 << arity;
    for (int i = 0; i < size; i++) {
      work[i] = -(table[g] >>> i & 1);
    }
    for (int slot = 0; slot < arity; slot++) {
      long x = lanes[read[start[g] + slot]];
      size >>= 1;
      for (int i = 0; i < size; i++) {
        work[i] = (work[2 * i] & ~x) | (work[2 * i + 1] & x);
      }
    }
    return work[0];
  }

  /**
   * The same circuit without the gates that no output depends on; all inputs stay.
   *
   * <p>This is the light cone of the outputs.
   */
  public Circuit prune() {
    boolean[] needed = new boolean[vertices()];
    for (int output : outputs) {
      needed[output] = true;
    }
    for (int v = vertices() - 1; v >= inputs(); v--) {
      for (int slot = 0; needed[v] && slot < arity(v); slot++) {
        needed[read(v, slot)] = true;
      }
    }
    Builder builder = new Builder();
    int[] moved = new int[vertices()];
    for (int v = 0; v < vertices(); v++) {
      if (v < inputs()) {
        moved[v] = builder.input(inputNames[v]);
      } else if (needed[v]) {
        moved[v] = builder.gate(table(v), reads(v, moved));
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      builder.output(outputNames[i], moved[outputs[i]]);
    }
    return builder.build();
  }

  /** The same circuit with these of its outputs, pruned. */
  public Circuit withOutputs(List<Integer> kept) {
    Builder builder = new Builder();
    for (int v = 0; v < vertices(); v++) {
      if (v < inputs()) {
        builder.input(inputNames[v]);
      } else {
        builder.gate(
            table(v), Arrays.copyOfRange(read, start[v - inputs()], start[v - inputs() + 1]));
      }
    }
    for (int i : kept) {
      builder.output(outputNames[i], outputs[i]);
    }
    return builder.build().prune();
  }

  private int[] reads(int v, int[] moved) {
    int[] reads = new int[arity(v)];
    Arrays.setAll(reads, slot -> moved[read(v, slot)]);
    return reads;
  }

  /**
   * The circuit as a sparse graph: its gates are nodes {@code g0, g1, …}.
   *
   * <p>What a graph cannot say is said in nodes: an output that is an input or given twice becomes
   * a node of its own that copies, and a constant gate reads the first input.
   *
   * @throws InvalidInputException if there is no input or no output
   */
  public SparseGraph graph() {
    return CircuitGraph.of(this);
  }

  @Override
  public String toString() {
    return "circuit of %d inputs, %d gates, %d outputs, depth %d"
        .formatted(inputs(), gates(), outputs(), depth());
  }

  /** Collects inputs, gates and outputs in any order that is topological. Not thread-safe. */
  public static final class Builder {
    private final List<String> inputNames = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    private final List<String> outputNames = new ArrayList<>();
    private int[] start = new int[16];
    private int[] read = new int[32];
    private long[] table = new long[16];
    private int gates;
    private int reads;

    private Builder() {}

    /** Adds an input and returns its vertex; inputs come before gates. */
    public int input(String name) {
      if (gates > 0) {
        throw new IllegalArgumentException("input '" + name + "' comes after a gate");
      }
      inputNames.add(name);
      return inputNames.size() - 1;
    }

    /**
     * Adds a gate and returns its vertex.
     *
     * @param gateTable bit {@code sum_i a_i 2^i} is the value when slot {@code i} reads {@code a_i}
     * @param vertices earlier ones, at most {@value Circuit#MAX_ARITY}
     * @throws InvalidInputException if there are more than {@value Circuit#MAX_GATES} gates
     */
    public int gate(long gateTable, int... vertices) {
      int next = inputNames.size() + gates;
      if (vertices.length > MAX_ARITY) {
        throw new IllegalArgumentException(
            "a gate reads at most %d vertices, not %d".formatted(MAX_ARITY, vertices.length));
      }
      if (gates == MAX_GATES) {
        throw new InvalidInputException(
            "the circuit has more than %,d gates, the most that is kept in memory"
                .formatted(MAX_GATES));
      }
      for (int v : vertices) {
        Objects.checkIndex(v, next);
      }
      grow(vertices.length);
      System.arraycopy(vertices, 0, read, reads, vertices.length);
      reads += vertices.length;
      table[gates] = gateTable & mask(vertices.length);
      start[++gates] = reads;
      return next;
    }

    private void grow(int more) {
      if (gates + 2 > start.length) {
        start = Arrays.copyOf(start, 2 * start.length);
      }
      if (gates == table.length) {
        table = Arrays.copyOf(table, 2 * table.length);
      }
      if (reads + more > read.length) {
        read = Arrays.copyOf(read, 2 * read.length);
      }
    }

    /** Names a vertex as an output. */
    public Builder output(String name, int vertex) {
      Objects.checkIndex(vertex, inputNames.size() + gates);
      outputNames.add(name);
      outputs.add(vertex);
      return this;
    }

    /** The circuit. */
    public Circuit build() {
      return new Circuit(this);
    }
  }

  /** The bits of a table that an arity has. */
  static long mask(int arity) {
    return arity == MAX_ARITY ? -1L : (1L << (1 << arity)) - 1;
  }
}
