package io.fanin.graph;

import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable directed acyclic graph of named vertices: inputs, and nodes that each read a few
 * earlier vertices.
 *
 * <p>Vertices are numbered: the inputs are {@code 0 … inputs() - 1}, then come the nodes in the
 * order in which they were added, which is a topological order, because a node may only read inputs
 * and earlier nodes. The reads of a node are ordered (they are the arguments of its constituent)
 * and may name the same vertex more than once. One or more nodes are outputs.
 *
 * <pre>{@code
 * SparseGraph tree =
 *     SparseGraph.withInputs(4)
 *         .node("left", "x0", "x1")
 *         .node("right", "x2", "x3")
 *         .node("root", "left", "right")
 *         .build();
 * }</pre>
 *
 * <p>Methods that take a vertex throw {@link IndexOutOfBoundsException} when there is none of that
 * number. Arrays and bit sets that are handed out are the caller's own. Building costs time and
 * memory proportional to vertices plus reads.
 *
 * <p>The quantities are those of Danhofer, D'Ascenzo, Dubach and Poggio, ICML 2025 (definition 3.1:
 * a function is compositionally sparse if its graph has polynomially many nodes of bounded fan-in).
 */
public final class SparseGraph {
  private final Names names;
  private final String[] name;
  private final Wiring wiring;
  private final int[] outputs;
  private final int maxFanIn;

  private SparseGraph(Names names, Wiring wiring, int[] outputs) {
    this(names, names.inOrder(), wiring, outputs);
  }

  private SparseGraph(Names names, String[] name, Wiring wiring, int[] outputs) {
    this.names = names;
    this.name = name;
    this.wiring = wiring;
    this.outputs = outputs;
    this.maxFanIn = Shape.maxFanIn(wiring);
  }

  /**
   * Starts a graph whose inputs are named {@code x0, x1, …}.
   *
   * @param inputs at least 1
   */
  public static Builder withInputs(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("a graph has at least 1 input, was " + inputs);
    }
    Builder builder = new Builder();
    for (int i = 0; i < inputs; i++) {
      builder.input("x" + i);
    }
    return builder;
  }

  /**
   * Starts a graph with named inputs.
   *
   * @param inputs at least one; see {@link Builder#node(String, List)} for what a name may be
   */
  public static Builder withInputs(String... inputs) {
    return withInputs(List.of(inputs));
  }

  /** Starts a graph with named inputs, as {@link #withInputs(String...)} does. */
  public static Builder withInputs(List<String> inputs) {
    if (inputs.isEmpty()) {
      throw new InvalidInputException("a graph needs at least one input; name it first");
    }
    Builder builder = new Builder();
    inputs.forEach(builder::input);
    return builder;
  }

  /** How many inputs there are, read or not. */
  public int inputs() {
    return wiring.inputs;
  }

  /** How many nodes there are: the size {@code s} of the graph. */
  public int nodes() {
    return wiring.nodes();
  }

  /** Inputs and nodes together. */
  public int vertices() {
    return wiring.vertices();
  }

  /** How many reads there are; a node that reads a vertex twice counts two. */
  public long edges() {
    return wiring.read.length;
  }

  /** Whether the vertex is an input, and not a node. */
  public boolean isInput(int v) {
    return vertex(v) < inputs();
  }

  /** The name of a vertex. */
  public String name(int v) {
    return name[vertex(v)];
  }

  /** All names, by vertex. */
  public List<String> names() {
    return List.of(name);
  }

  /**
   * The vertex of that name.
   *
   * @throws InvalidInputException if there is none
   */
  public int vertex(String name) {
    int v = names.find(name);
    if (v < 0) {
      throw new InvalidInputException(
          "the graph has no vertex '%s'%s".formatted(Printable.of(name), names.hint(name)));
    }
    return v;
  }

  /** Whether some vertex has that name. */
  public boolean contains(String name) {
    return names.find(name) >= 0;
  }

  /** How many reads the vertex has as written; 0 for an input. */
  public int fanIn(int v) {
    return wiring.to(vertex(v)) - wiring.from(v);
  }

  /** What a node reads in one slot, without allocation: {@code reads(v)[slot]}. */
  public int read(int v, int slot) {
    return wiring.read[wiring.from(v) + Objects.checkIndex(slot, fanIn(v))];
  }

  /** What a vertex reads, in order; empty for an input. */
  public int[] reads(int v) {
    return Arrays.copyOfRange(wiring.read, wiring.from(vertex(v)), wiring.to(v));
  }

  /** The nodes that read a vertex, ascending, each once even if it reads the vertex twice. */
  public int[] readers(int v) {
    return Arrays.copyOfRange(
        wiring.reader, wiring.readerStart[vertex(v)], wiring.readerStart[v + 1]);
  }

  /** The output nodes, in the order in which they were named. */
  public int[] outputs() {
    return outputs.clone();
  }

  /** Reads on the longest path from an input; 0 for an input. */
  public int level(int v) {
    return wiring.level[vertex(v)];
  }

  /** The largest level. */
  public int depth() {
    return Arrays.stream(wiring.level).max().orElseThrow();
  }

  /** How many vertices each level has, {@code [depth() + 1]}; entry 0 counts the inputs. */
  public int[] widths() {
    int[] widths = new int[depth() + 1];
    for (int level : wiring.level) {
      widths[level]++;
    }
    return widths;
  }

  /** The vertices by level, ascending in each; entry 0 holds the inputs. */
  public List<int[]> levels() {
    int[] widths = widths();
    List<int[]> levels = new ArrayList<>();
    for (int width : widths) {
      levels.add(new int[width]);
    }
    int[] filled = new int[widths.length];
    for (int v = 0; v < vertices(); v++) {
      int level = wiring.level[v];
      levels.get(level)[filled[level]++] = v;
    }
    return levels;
  }

  /** The largest fan-in as written, {@code c}. */
  public int maxFanIn() {
    return maxFanIn;
  }

  /**
   * How many nodes there would be if each were split into nodes of fan-in at most 2: the sum of
   * {@code max(1, fanIn - 1)}.
   *
   * <p>Fan-in depends on how a function is written: a sum of 100 terms is one node or 99. Both
   * counts belong in a report.
   */
  public long binarisedNodes() {
    return Shape.binarisedNodes(wiring);
  }

  /** The depth when each node is split into a balanced tree of fan-in at most 2. */
  public int binarisedDepth() {
    return Shape.binarisedDepth(wiring);
  }

  /** Everything that a vertex depends on, itself included. */
  public BitSet lightCone(int v) {
    BitSet seeds = new BitSet(vertices());
    seeds.set(vertex(v));
    return Cones.ancestors(wiring, seeds);
  }

  /** The inputs that a vertex depends on. */
  public BitSet lightConeInputs(int v) {
    return lightCone(v).get(0, inputs());
  }

  /** Everything that depends on a vertex, itself included. */
  public BitSet reachable(int v) {
    BitSet seeds = new BitSet(vertices());
    seeds.set(vertex(v));
    return Cones.descendants(wiring, seeds);
  }

  /** Everything that some output depends on, the outputs included. */
  public BitSet needed() {
    BitSet seeds = new BitSet(vertices());
    Arrays.stream(outputs).forEach(seeds::set);
    return Cones.ancestors(wiring, seeds);
  }

  /**
   * The same function with fewer nodes: those that no output depends on are left out.
   *
   * <p>All inputs stay, needed or not, because they say what a row of data looks like.
   */
  public SparseGraph prune() {
    return copy(needed()).build();
  }

  /** A builder that holds this graph, to add to it. */
  public Builder toBuilder() {
    BitSet all = new BitSet(vertices());
    all.set(0, vertices());
    return copy(all);
  }

  /**
   * Whether every vertex is read exactly once, but for the only output, which nothing reads.
   *
   * <p>A graph with an input that nothing reads is not a tree.
   */
  public boolean isTree() {
    return outputs.length == 1 && Shape.isTree(wiring, outputs[0]);
  }

  /** Whether every read is from the level just before, and all outputs are on the last level. */
  public boolean isLayered() {
    int depth = depth();
    return Shape.readsTheLevelBefore(wiring)
        && Arrays.stream(outputs).allMatch(v -> wiring.level[v] == depth);
  }

  /**
   * How much an error at each vertex can matter at one root: {@code lambda[root] = 1} and {@code
   * lambda[v] = sum over the reads of v by w of L_{w,v} * lambda[w]}, {@code [vertices()]}.
   *
   * <p>A double read counts twice; a vertex that the root does not depend on has 0. One sweep
   * backwards over the reads. It is the factor in {@code |f - P| <= sum_v lambda_v * eps_v}
   * (Mhaskar and Poggio, Analysis and Applications 14, 2016: good propagation of errors).
   *
   * @throws IllegalArgumentException if a weight is negative or not a number
   */
  public double[] pathWeights(int root, EdgeWeight weight) {
    return PathSums.to(wiring, vertex(root), weight);
  }

  /** The largest {@link #pathWeights(int, EdgeWeight)} over all outputs, {@code [vertices()]}. */
  public double[] pathWeights(EdgeWeight weight) {
    double[] largest = pathWeights(outputs[0], weight);
    for (int i = 1; i < outputs.length; i++) {
      double[] next = pathWeights(outputs[i], weight);
      Arrays.setAll(largest, v -> Math.max(largest[v], next[v]));
    }
    return largest;
  }

  /**
   * The same graph with its inputs moved: what read input {@code i} reads input {@code to[i]}.
   *
   * <p>On a row {@code y} with {@code y[to[i]] = x[i]} it computes what this graph computes on
   * {@code x}. Names stay at their places.
   *
   * @param to a permutation of {@code 0 … inputs() - 1}
   */
  public SparseGraph permuteInputs(int[] to) {
    return new SparseGraph(names, name, Shape.permuteInputs(wiring, to), outputs);
  }

  /** Whether both graphs are equal but for the names. */
  public boolean sameWiring(SparseGraph other) {
    return inputs() == other.inputs()
        && Arrays.equals(wiring.start, other.wiring.start)
        && Arrays.equals(wiring.read, other.wiring.read)
        && Arrays.equals(outputs, other.outputs);
  }

  /** Whether both have the same names, reads and outputs, in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SparseGraph graph
        && sameWiring(graph)
        && Arrays.equals(name, graph.name);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(wiring.read) + Arrays.hashCode(name))
        + Arrays.hashCode(outputs);
  }

  @Override
  public String toString() {
    return "SparseGraph[%d inputs, %d nodes, fan-in %d, depth %d]"
        .formatted(inputs(), nodes(), maxFanIn(), depth());
  }

  private int vertex(int v) {
    return Objects.checkIndex(v, vertices());
  }

  private Builder copy(BitSet kept) {
    Builder builder = withInputs(names().subList(0, inputs()));
    for (int v = kept.nextSetBit(inputs()); v >= 0; v = kept.nextSetBit(v + 1)) {
      builder.node(name[v], namesOf(reads(v)));
    }
    return builder.outputs(namesOf(outputs));
  }

  private List<String> namesOf(int[] vertices) {
    return Arrays.stream(vertices).mapToObj(v -> name[v]).toList();
  }

  /** Collects inputs, nodes and outputs; a cycle cannot be expressed. Not thread-safe. */
  public static final class Builder {
    private final Names names = new Names();
    private final Ints start = new Ints();
    private final Ints read = new Ints();
    private List<String> outputs = List.of();
    private int inputs;

    Builder() {
      start.add(0);
    }

    void input(String name) {
      names.add("input", name);
      inputs++;
    }

    /** Adds a node, as {@link #node(String, List)} does. */
    public Builder node(String id, String... reads) {
      return node(id, List.of(reads));
    }

    /**
     * Adds a node.
     *
     * @param id a name of its own: letters, digits and {@code _ . - [ ] : / #}, at most 200
     *     characters, of which the first is a letter, a digit or {@code _}
     * @param reads inputs or earlier nodes, at least one, in the order of the arguments
     * @throws InvalidInputException if the name is unfit or taken, or a read is unknown
     */
    public Builder node(String id, List<String> reads) {
      Names.check("node", id);
      if (reads.isEmpty()) {
        throw new InvalidInputException(
            "node '%s' reads nothing; a node reads at least one input or earlier node"
                .formatted(id));
      }
      int[] found = reads.stream().mapToInt(r -> resolve(id, r)).toArray();
      names.add("node", id);
      for (int v : found) {
        read.add(v);
      }
      start.add(read.size());
      return this;
    }

    /**
     * Names the outputs; without this, the last node is the output.
     *
     * @param outputs at least one node; the last call counts
     */
    public Builder outputs(String... outputs) {
      return outputs(List.of(outputs));
    }

    /** Names the outputs, as {@link #outputs(String...)} does. */
    public Builder outputs(List<String> outputs) {
      if (outputs.isEmpty()) {
        throw new InvalidInputException("a graph needs at least one output; name a node");
      }
      this.outputs = List.copyOf(outputs);
      return this;
    }

    /**
     * The graph so far; the builder can go on.
     *
     * @throws InvalidInputException if there is no node, or an output is not a node or named twice
     */
    public SparseGraph build() {
      if (names.size() == inputs) {
        throw new InvalidInputException(
            "a graph needs at least one node; add one that reads '%s'"
                .formatted(names.inOrder()[0]));
      }
      int[] chosen =
          outputs.isEmpty()
              ? new int[] {names.size() - 1}
              : outputs.stream().mapToInt(this::output).toArray();
      checkDistinct(chosen);
      return new SparseGraph(
          new Names(names), new Wiring(inputs, start.toArray(), read.toArray()), chosen);
    }

    /** The vertex that {@code id} wants to read. */
    int resolve(String id, String name) {
      int v = names.find(name);
      if (v >= 0) {
        return v;
      }
      if (name.equals(id)) {
        throw new InvalidInputException(
            "node '%s' reads itself; a node may read only inputs and earlier nodes".formatted(id));
      }
      throw new InvalidInputException(
          "node '%s' reads '%s', which is neither an input nor an earlier node%s"
              .formatted(id, Printable.of(name), names.hint(name)));
    }

    /** The node that is to be an output. */
    int output(String name) {
      int v = names.find(name);
      if (v < 0) {
        throw new InvalidInputException(
            "output '%s' is not a node%s".formatted(Printable.of(name), names.hint(name)));
      }
      if (v < inputs) {
        throw new InvalidInputException(
            "output '%s' is an input; an output must be a node".formatted(name));
      }
      return v;
    }

    private void checkDistinct(int[] chosen) {
      BitSet seen = new BitSet();
      for (int i = 0; i < chosen.length; i++) {
        if (seen.get(chosen[i])) {
          throw twice(outputs.get(i));
        }
        seen.set(chosen[i]);
      }
    }

    static InvalidInputException twice(String output) {
      return new InvalidInputException(
          "output '%s' is named twice; name it once".formatted(output));
    }
  }
}
