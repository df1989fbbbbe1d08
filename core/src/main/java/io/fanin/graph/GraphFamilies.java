package io.fanin.graph;

import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Families of graphs with a known shape.
 *
 * <p>Inputs are {@code x0, x1, …} and nodes {@code n1, n2, …}, or {@code n<level>.<position>} where
 * the family has levels. The same arguments give the same graph, on every machine.
 */
public final class GraphFamilies {
  /** Largest number of inputs or nodes that a family is asked for. */
  private static final int MAX_SIZE = 1 << 26;

  private GraphFamilies() {}

  /**
   * A tree that groups neighbours, {@code k} at a time, level by level.
   *
   * <p>Where {@code inputs} is not a power of {@code k}, the last group of a level is smaller, and
   * a last vertex without a neighbour waits for the next level: 6 inputs with {@code k = 2} give
   * {@code ((x0 x1)(x2 x3))(x4 x5)}. It has {@code ceil(log_k inputs)} levels and, for {@code k =
   * 2}, {@code inputs - 1} nodes. One input gives one node that reads it.
   *
   * @param inputs at least 1
   * @param k fan-in, at least 2
   */
  public static SparseGraph kAryTree(int inputs, int k) {
    SparseGraph.Builder builder = SparseGraph.withInputs(atLeast(1, "inputs", inputs));
    atLeast(2, "k", k);
    List<String> level = inputNames(inputs);
    for (int depth = 1; level.size() > 1 || depth == 1; depth++) {
      List<String> next = new ArrayList<>();
      for (int from = 0; from < level.size(); from += k) {
        List<String> group = level.subList(from, Math.min(level.size(), from + k));
        next.add(group.size() == 1 && inputs > 1 ? group.get(0) : add(builder, depth, next, group));
      }
      level = next;
    }
    return builder.build();
  }

  private static String add(
      SparseGraph.Builder builder, int depth, List<String> before, List<String> reads) {
    String id = "n" + depth + "." + before.size();
    builder.node(id, reads);
    return id;
  }

  /**
   * A random tree: {@code k} roots of the forest so far, drawn uniformly, are joined by a new node
   * until one is left.
   *
   * <p>Every node has fan-in {@code k} but for the first, which reads {@code 2 + (inputs - 2) mod
   * (k - 1)} inputs, so that the rest comes out even.
   *
   * @param inputs at least 2
   * @param k fan-in, at least 2
   * @param seed another seed, another tree
   */
  public static SparseGraph randomTree(int inputs, int k, long seed) {
    SparseGraph.Builder builder = SparseGraph.withInputs(atLeast(2, "inputs", inputs));
    atLeast(2, "k", k);
    RandomStream random = RandomStream.of(seed, "graph.randomTree");
    List<String> roots = new ArrayList<>(inputNames(inputs));
    int size = 2 + (inputs - 2) % (k - 1);
    for (int node = 1; roots.size() > 1; node++) {
      List<String> reads = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        reads.add(removeSwapping(roots, random.nextInt(roots.size())));
      }
      builder.node("n" + node, reads);
      roots.add("n" + node);
      size = k;
    }
    return builder.build();
  }

  /** Takes an element out of a list whose order does not matter, in constant time. */
  private static String removeSwapping(List<String> list, int index) {
    String last = list.remove(list.size() - 1);
    return index == list.size() ? last : list.set(index, last);
  }

  /**
   * The graph of the fast Fourier transform: {@code 2^log2} inputs, {@code log2} levels of as many
   * nodes; node {@code i} of level {@code l} reads {@code i} and {@code i xor 2^(l - 1)} of the
   * level before, the smaller first. All nodes of the last level are outputs; each sees every
   * input.
   *
   * @param log2 1 to 20
   */
  public static SparseGraph butterfly(int log2) {
    if (atLeast(1, "log2", log2) > 20) {
      throw new IllegalArgumentException("log2 must be at most 20, was " + log2);
    }
    List<String> level = inputNames(1 << log2);
    SparseGraph.Builder builder = SparseGraph.withInputs(level);
    for (int l = 1; l <= log2; l++) {
      int bit = 1 << (l - 1);
      List<String> before = level;
      List<String> next = new ArrayList<>();
      for (int i = 0; i < before.size(); i++) {
        next.add(add(builder, l, next, List.of(before.get(i & ~bit), before.get(i | bit))));
      }
      level = next;
    }
    return builder.outputs(level).build();
  }

  /**
   * Nodes that each read a rectangle of the grid below; one level of nodes for each field.
   *
   * <p>Inputs are {@code x<row>.<column>}, in row-major order, and nodes {@code
   * n<level>.<row>.<column>}; a node reads its rectangle in row-major order. All nodes of the last
   * level are outputs.
   *
   * @param height rows of inputs
   * @param width columns of inputs
   * @param fields from the inputs up, at least one
   * @throws IllegalArgumentException if a field does not fit the grid below
   */
  public static SparseGraph grid(int height, int width, Field... fields) {
    atLeast(1, "fields", fields.length);
    size("grid", (long) atLeast(1, "height", height) * atLeast(1, "width", width));
    String[][] below = Grids.names("x", height, width);
    SparseGraph.Builder builder = SparseGraph.withInputs(Grids.rowMajor(below));
    for (int level = 0; level < fields.length; level++) {
      below = Grids.addLevel(builder, "n" + (level + 1) + ".", below, fields[level]);
    }
    return builder.outputs(Grids.rowMajor(below)).build();
  }

  /** One level of fields that stay inside the grid. */
  public static SparseGraph grid(
      int height, int width, int fieldHeight, int fieldWidth, int strideDown, int strideRight) {
    return grid(
        height, width, new Field(fieldHeight, fieldWidth, strideDown, strideRight, Padding.NONE));
  }

  /**
   * A recursion over the inputs: {@code n1} reads {@code x0, x1}, and each later node the one
   * before and the next input; {@code inputs - 1} nodes, as deep.
   *
   * @param inputs at least 2
   */
  public static SparseGraph chain(int inputs) {
    SparseGraph.Builder builder = SparseGraph.withInputs(atLeast(2, "inputs", inputs));
    builder.node("n1", "x0", "x1");
    for (int i = 2; i < inputs; i++) {
      builder.node("n" + i, "n" + (i - 1), "x" + i);
    }
    return builder.build();
  }

  /**
   * Levels in which every node reads the whole level before: no sparsity at all. All nodes of the
   * last level are outputs.
   *
   * @param inputs at least 1
   * @param nodesPerLevel from the inputs up, at least one level, each at least 1
   */
  public static SparseGraph dense(int inputs, int... nodesPerLevel) {
    atLeast(1, "nodesPerLevel", nodesPerLevel.length);
    List<String> level = inputNames(atLeast(1, "inputs", inputs));
    SparseGraph.Builder builder = SparseGraph.withInputs(level);
    for (int l = 1; l <= nodesPerLevel.length; l++) {
      int width = atLeast(1, "nodesPerLevel[" + (l - 1) + "]", nodesPerLevel[l - 1]);
      List<String> next = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        next.add(add(builder, l, next, level));
      }
      level = next;
    }
    return builder.outputs(level).build();
  }

  /**
   * Nodes that each read {@code fanIn} different earlier vertices, drawn uniformly, in ascending
   * order. The nodes that nothing reads are the outputs.
   *
   * @param inputs at least {@code fanIn}
   * @param nodes at least 1
   * @param fanIn at least 1
   * @param seed another seed, another graph
   */
  public static SparseGraph random(int inputs, int nodes, int fanIn, long seed) {
    if (atLeast(1, "inputs", inputs) < atLeast(1, "fanIn", fanIn)) {
      throw new IllegalArgumentException(
          "fanIn must be at most inputs = %d, was %d".formatted(inputs, fanIn));
    }
    size("graph", (long) inputs + atLeast(1, "nodes", nodes));
    RandomStream random = RandomStream.of(seed, "graph.random");
    List<String> names = new ArrayList<>(inputNames(inputs));
    SparseGraph.Builder builder = SparseGraph.withInputs(names);
    BitSet unread = new BitSet();
    for (int node = 1; node <= nodes; node++) {
      int[] reads = sample(random, names.size(), fanIn);
      builder.node("n" + node, Arrays.stream(reads).mapToObj(names::get).toList());
      Arrays.stream(reads).forEach(unread::clear);
      unread.set(names.size());
      names.add("n" + node);
    }
    return builder.outputs(unread.stream().mapToObj(names::get).toList()).build();
  }

  /**
   * The same graph with one more node, which reads all outputs and is the only output.
   *
   * @param id the name of that node
   */
  public static SparseGraph rooted(SparseGraph graph, String id) {
    SparseGraph.Builder builder = graph.toBuilder();
    List<String> outputs = Arrays.stream(graph.outputs()).mapToObj(graph::name).toList();
    return builder.node(id, outputs).outputs(id).build();
  }

  /** {@code count} different numbers below {@code bound}, ascending (Floyd's algorithm). */
  private static int[] sample(RandomStream random, int bound, int count) {
    // A tree set and not a bit set, which would cost time in the bound: a quadratic build.
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int last = bound - count; last < bound; last++) {
      int drawn = random.nextInt(last + 1);
      chosen.add(chosen.contains(drawn) ? last : drawn);
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> inputNames(int inputs) {
    return IntStream.range(0, size("graph", inputs)).mapToObj(i -> "x" + i).toList();
  }

  private static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
    }
    return value;
  }

  private static int size(String what, long vertices) {
    if (vertices > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a %s of this family has at most %d vertices, was %d"
              .formatted(what, MAX_SIZE, vertices));
    }
    return (int) vertices;
  }
}
