package io.fanin.circuits.learning;

import io.fanin.circuits.machine.Compiled;
import io.fanin.circuits.machine.Configuration;
import io.fanin.circuits.machine.Transcript;
import io.fanin.circuits.machine.Words;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of what goes into a program and what comes out, with the value of every node of its graph
 * as labels for intermediate supervision. Immutable.
 *
 * <p>A circuit's nodes are bits, learnt with the logistic loss; a machine's cells have one of a few
 * values each, learnt with softmax cross-entropy, and its output is the last state. No two rows are
 * equal: all inputs where they are few, else random ones.
 */
public final class Lessons {
  /** Most rows. */
  public static final int MOST_ROWS = 1 << 12;

  /** Numbers in the table of labels: 2^26 floats are a quarter of a gigabyte. */
  private static final long LARGEST_TABLE = 1 << 26;

  /** Most nodes of a graph that is learnt. */
  public static final int MOST_NODES = 5_000;

  private final SparseGraph graph;
  private final List<InputBlock> inputs;
  private final int outputWidth;
  private final int labelWidth;
  private final List<double[]> rows;
  private final List<double[]> outputs;
  private final List<double[]> labels;

  private Lessons(
      SparseGraph graph,
      List<InputBlock> inputs,
      int outputWidth,
      int labelWidth,
      List<double[]> rows,
      List<double[]> outputs,
      List<double[]> labels) {
    this.graph = graph;
    this.inputs = List.copyOf(inputs);
    this.outputWidth = outputWidth;
    this.labelWidth = labelWidth;
    this.rows = List.copyOf(rows);
    this.outputs = List.copyOf(outputs);
    this.labels = List.copyOf(labels);
  }

  /**
   * The lessons of a function of bits, such as a circuit's.
   *
   * @throws InvalidInputException if an input is no bit, or the graph is larger than {@value
   *     #MOST_NODES} nodes
   */
  public static Lessons of(SparseFunction function, long seed) {
    if (!function.inputs().stream().allMatch(i -> i.type().equals(InputType.BIT))) {
      throw new InvalidInputException("lessons are of functions of bits; an input is none");
    }
    SparseGraph graph = function.graph();
    requireSmall(graph.nodes());
    List<InputBlock> blocks = blocks(graph.inputs(), 1);
    List<double[]> rows = bits(graph.inputs(), seed);
    List<double[]> outputs = new ArrayList<>();
    List<double[]> labels = new ArrayList<>();
    for (double[] row : rows) {
      double[] values = function.values(row);
      outputs.add(Arrays.stream(graph.outputs()).mapToDouble(v -> values[v]).toArray());
      labels.add(Arrays.copyOfRange(values, graph.inputs(), values.length));
    }
    return new Lessons(graph, blocks, function.outputs(), 1, rows, outputs, labels);
  }

  private static List<double[]> bits(int width, long seed) {
    boolean all = width <= 30 && 1 << width <= MOST_ROWS;
    RandomStream random = RandomStream.of(seed, "lessons");
    Set<List<Boolean>> known = new LinkedHashSet<>();
    for (int number = 0; all ? number < 1 << width : known.size() < MOST_ROWS; number++) {
      List<Boolean> row = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        row.add(all ? (number >> i & 1) == 1 : random.nextBoolean());
      }
      known.add(row);
    }
    List<double[]> rows = new ArrayList<>();
    for (List<Boolean> row : known) {
      rows.add(row.stream().mapToDouble(bit -> bit ? 1 : 0).toArray());
    }
    return rows;
  }

  /**
   * The lessons of a machine in tableau or last-writer form; a row is the word, one-hot over the
   * tape's alphabet, and a blank.
   *
   * @throws InvalidInputException if the graph is larger than {@value #MOST_NODES} nodes
   */
  public static Lessons of(Compiled compiled, Words words, long seed) {
    requireSmall(compiled.graph().nodes());
    int symbols = compiled.machine().symbols().size();
    int leaves = compiled.graph().leaves();
    List<double[]> rows = new ArrayList<>();
    List<double[]> outputs = new ArrayList<>();
    List<double[]> labels = new ArrayList<>();
    int values = Transcript.alphabet(compiled);
    int most = (int) Math.min(MOST_ROWS, LARGEST_TABLE / compiled.graph().nodes());
    for (int[] word : words.sample(most, seed)) {
      Transcript transcript = Transcript.of(compiled, word);
      double[] row = new double[leaves * symbols];
      for (int i = 0; i < word.length; i++) {
        row[i * symbols + word[i]] = 1;
      }
      row[word.length * symbols + compiled.machine().blank()] = 1;
      rows.add(row);
      Configuration end = compiled.decode(transcript.sequence());
      outputs.add(new double[] {end.state()});
      double[] own = new double[compiled.graph().nodes()];
      Arrays.setAll(own, transcript::label);
      labels.add(own);
    }
    return new Lessons(
        compiled.graph().graph(),
        blocks(leaves, symbols),
        Math.max(2, compiled.machine().states().size()),
        values,
        rows,
        outputs,
        labels);
  }

  private static void requireSmall(int nodes) {
    if (nodes > MOST_NODES) {
      throw new InvalidInputException(
          "the graph has %,d nodes; at most %,d are learnt, so take a shorter word or a smaller circuit"
              .formatted(nodes, MOST_NODES));
    }
  }

  private static List<InputBlock> blocks(int count, int width) {
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(new InputBlock("x" + i, i * width, width, 0));
    }
    return blocks;
  }

  /** The wiring to match; its inputs are the input blocks. */
  public SparseGraph graph() {
    return graph;
  }

  /** The blocks of a row. */
  public List<InputBlock> inputs() {
    return inputs;
  }

  /** Columns of a row. */
  public int inputColumns() {
    return inputs.stream().mapToInt(InputBlock::width).sum();
  }

  /** Width of a network's output: bits, or states. */
  public int outputWidth() {
    return outputWidth;
  }

  /** Width of what a node of a matched network passes on: 1 for a bit, else its values. */
  public int labelWidth() {
    return labelWidth;
  }

  /** The loss of the output and of every node. */
  public Loss loss() {
    return labelWidth == 1 ? Loss.LOGISTIC : Loss.SOFTMAX_CROSS_ENTROPY;
  }

  /** How many pairs. */
  public int count() {
    return rows.size();
  }

  /** What goes in, {@code [inputColumns()]}. */
  public double[] row(int i) {
    return rows.get(i).clone();
  }

  /** What comes out: a bit for each output, or the number of the last state. */
  public double[] output(int i) {
    return outputs.get(i).clone();
  }

  /** The value of every node, {@code [graph().nodes()]}: a bit, or the number of its value. */
  public double[] labels(int i) {
    return labels.get(i).clone();
  }

  /**
   * Rows to learn from and rows to test on.
   *
   * @param share of the first, between 0 and 1
   * @return two arrays of row numbers, neither empty
   */
  public int[][] split(double share, long seed) {
    return split(count(), share, seed);
  }

  static int[][] split(int count, double share, long seed) {
    if (!(share > 0 && share < 1) || count < 2) {
      throw new IllegalArgumentException(
          "a share between 0 and 1 of at least 2 rows, not %s of %d".formatted(share, count));
    }
    int[] order = RandomStream.of(seed, "split").sample(count, count);
    int first = (int) Math.max(1, Math.min(count - 1, Math.rint(share * count)));
    return new int[][] {
      Arrays.copyOf(order, first), Arrays.copyOfRange(order, first, order.length)
    };
  }
}
