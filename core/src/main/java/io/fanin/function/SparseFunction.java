package io.fanin.function;

import io.fanin.expression.Interval;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compositionally sparse function: a graph, one constituent for each node, and inputs with types
 * and laws. Immutable; any number of threads may evaluate it.
 *
 * <p>A row of data is {@code [inputWidth()]}: the inputs in order, a category as its one-hot block.
 * All values of a row are {@code [inputWidth() + nodes]}: the row, then every node; {@link #offset}
 * says where a vertex begins. A constituent's arguments are the columns of what its node reads, in
 * order.
 *
 * <p>The number of <em>distinct</em> constituents is part of the theory (a convolution has many
 * nodes and one function), so nodes share a constituent wherever theirs are equal.
 */
public final class SparseFunction {
  private final SparseGraph graph;
  private final List<Input> inputs;
  private final List<Constituent> constituents;
  private final Map<String, Constituent> functions;
  private final Map<Integer, String> functionOf;
  private final int inputWidth;
  private final int[] offset;
  private final int[][] columns;
  private final int widest;

  SparseFunction(
      SparseGraph graph,
      List<Input> inputs,
      List<Constituent> constituents,
      Map<String, Constituent> functions,
      Map<Integer, String> functionOf) {
    this.graph = graph;
    this.inputs = List.copyOf(inputs);
    this.constituents = List.copyOf(constituents);
    this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    this.functionOf = Map.copyOf(functionOf);
    this.offset = new int[graph.vertices() + 1];
    for (int v = 0; v < graph.vertices(); v++) {
      offset[v + 1] = offset[v] + width(v);
    }
    this.inputWidth = offset[graph.inputs()];
    this.columns = new int[graph.nodes()][];
    int most = 0;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = columns(graph.inputs() + i);
      most = Math.max(most, columns[i].length);
    }
    this.widest = most;
  }

  private int[] columns(int v) {
    int[] reads = graph.reads(v);
    int width = Arrays.stream(reads).map(this::width).sum();
    int arity = constituents.get(v - graph.inputs()).arity();
    if (width != arity) {
      throw new InvalidInputException(
          "node '"
              + graph.name(v)
              + "' reads "
              + width
              + " values, but its constituent takes "
              + arity);
    }
    int[] columns = new int[width];
    int next = 0;
    for (int read : reads) {
      for (int c = 0; c < width(read); c++) {
        columns[next++] = offset[read] + c;
      }
    }
    return columns;
  }

  /** Starts a function without inputs. */
  public static SparseFunctionBuilder builder() {
    return new SparseFunctionBuilder();
  }

  /** Who reads whom. */
  public SparseGraph graph() {
    return graph;
  }

  /** The inputs, in order. */
  public List<Input> inputs() {
    return inputs;
  }

  /** Columns of a row. */
  public int inputWidth() {
    return inputWidth;
  }

  /** Columns of a vertex: 1, or the number of categories of an input. */
  public int width(int v) {
    return v < inputs.size() ? inputs.get(v).width() : 1;
  }

  /** Where a vertex begins among all values of a row. */
  public int offset(int v) {
    return offset[v];
  }

  /** The number of outputs. */
  public int outputs() {
    return graph.outputs().length;
  }

  /** The function of a node. */
  public Constituent constituent(int node) {
    return constituents.get(node - graph.inputs());
  }

  /** The shared functions by name, in the order of their definition. */
  public Map<String, Constituent> functions() {
    return functions;
  }

  /** The name of the shared function that a node applies, if it applies one by name. */
  public Optional<String> functionName(int node) {
    return Optional.ofNullable(functionOf.get(node));
  }

  /**
   * Which distinct constituent each node has, {@code [nodes]}, numbered by first use from 0: what a
   * network that matches this function shares.
   */
  public int[] sharing() {
    Map<Constituent, Integer> numbers = new HashMap<>();
    int[] sharing = new int[constituents.size()];
    for (int i = 0; i < sharing.length; i++) {
      Constituent constituent = constituents.get(i);
      int fresh = numbers.size();
      sharing[i] = numbers.computeIfAbsent(constituent, c -> fresh);
    }
    return sharing;
  }

  /** How many different constituents there are, however many nodes have each. */
  public int distinctConstituents() {
    return (int) constituents.stream().distinct().count();
  }

  /**
   * The only output's value.
   *
   * @param row {@code [inputWidth]}
   * @throws IllegalArgumentException if there are several outputs
   */
  public double value(double[] row) {
    if (outputs() != 1) {
      throw new IllegalArgumentException("the function has " + outputs() + " outputs, not 1");
    }
    return values(row)[offset[graph.outputs()[0]]];
  }

  /**
   * All outputs, {@code [outputs]}.
   *
   * @param row {@code [inputWidth]}
   */
  public double[] evaluate(double[] row) {
    double[] values = values(row);
    return Arrays.stream(graph.outputs()).mapToDouble(v -> values[offset[v]]).toArray();
  }

  /**
   * The row and every node, {@code [inputWidth + nodes]}: targets for intermediate supervision and
   * for alignment.
   *
   * @param row {@code [inputWidth]}, copied
   */
  public double[] values(double[] row) {
    checkLength("the row", row.length, inputWidth);
    double[] values = Arrays.copyOf(row, offset[graph.vertices()]);
    fill(values);
    return values;
  }

  private void fill(double[] values) {
    double[][] arguments = buffers();
    for (int i = 0; i < columns.length; i++) {
      double[] args = gather(values, columns[i], arguments);
      values[inputWidth + i] = constituents.get(i).value(args);
    }
  }

  /** One buffer for each arity that occurs. */
  private double[][] buffers() {
    double[][] buffers = new double[widest + 1][];
    for (int[] c : columns) {
      if (buffers[c.length] == null) {
        buffers[c.length] = new double[c.length];
      }
    }
    return buffers;
  }

  private static double[] gather(double[] values, int[] columns, double[][] buffers) {
    double[] args = buffers[columns.length];
    for (int i = 0; i < columns.length; i++) {
      args[i] = values[columns[i]];
    }
    return args;
  }

  /**
   * Outputs of many rows.
   *
   * @param rows {@code [count, inputWidth]}, row by row
   * @param count at least 0
   * @return {@code [count, outputs]}
   */
  public double[] evaluate(double[] rows, int count) {
    return batch(rows, count, Arrays.stream(graph.outputs()).map(v -> offset[v]).toArray());
  }

  /**
   * Rows and all nodes' values of many rows.
   *
   * @param rows {@code [count, inputWidth]}, row by row
   * @return {@code [count, inputWidth + nodes]}
   */
  public double[] values(double[] rows, int count) {
    int[] all = new int[offset[graph.vertices()]];
    Arrays.setAll(all, i -> i);
    return batch(rows, count, all);
  }

  private double[] batch(double[] rows, int count, int[] wanted) {
    checkLength("the rows", rows.length, (long) count * inputWidth);
    double[] out = new double[Math.multiplyExact(count, wanted.length)];
    double[] values = new double[offset[graph.vertices()]];
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows, r * inputWidth, values, 0, inputWidth);
      fill(values);
      for (int i = 0; i < wanted.length; i++) {
        out[r * wanted.length + i] = values[wanted[i]];
      }
    }
    return out;
  }

  /**
   * The gradient of one output by the columns of a row, by one sweep back over the graph.
   *
   * @param output from 0
   * @param row {@code [inputWidth]}
   * @param out {@code [inputWidth]}, overwritten
   * @return the output's value
   */
  public double gradient(int output, double[] row, double[] out) {
    checkLength("the gradient", out.length, inputWidth);
    double[] values = values(row);
    int root = offset[graph.outputs()[output]];
    double[] adjoint = new double[values.length];
    adjoint[root] = 1;
    double[][] arguments = buffers();
    double[][] slopes = buffers();
    for (int i = columns.length - 1; i >= 0; i--) {
      double a = adjoint[inputWidth + i];
      if (a != 0) {
        double[] slope = slopes[columns[i].length];
        constituents.get(i).gradient(gather(values, columns[i], arguments), slope);
        for (int k = 0; k < slope.length; k++) {
          adjoint[columns[i][k]] += a * slope[k];
        }
      }
    }
    System.arraycopy(adjoint, 0, out, 0, inputWidth);
    return values[root];
  }

  private static void checkLength(String what, long length, long expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          what + " must have " + expected + " values, not " + length);
    }
  }

  /**
   * Independent rows from the inputs' laws, {@code [count, inputWidth]}.
   *
   * @param random advanced row by row, input by input
   */
  public double[] sample(RandomStream random, int count) {
    double[] rows = new double[Math.multiplyExact(count, inputWidth)];
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < inputs.size(); i++) {
        inputs.get(i).law().sample(random, rows, r * inputWidth + offset[i]);
      }
    }
    return rows;
  }

  /** Intervals that hold every vertex's values where the inputs range over their laws' supports. */
  public List<Interval> ranges() {
    return ranges(inputs.stream().map(i -> i.law().support()).toList());
  }

  /**
   * Intervals that hold every vertex's values over a box, {@code [vertices]}.
   *
   * @param box one interval for each input; all columns of a category have the same
   */
  public List<Interval> ranges(List<Interval> box) {
    checkLength("the box", box.size(), inputs.size());
    List<Interval> ranges = new ArrayList<>(box);
    for (int v = inputs.size(); v < graph.vertices(); v++) {
      ranges.add(constituent(v).range(arguments(v, ranges)));
    }
    return ranges;
  }

  /** The intervals of a node's arguments. */
  List<Interval> arguments(int v, List<Interval> ranges) {
    List<Interval> arguments = new ArrayList<>();
    for (int slot = 0; slot < graph.fanIn(v); slot++) {
      int read = graph.read(v, slot);
      for (int c = 0; c < width(read); c++) {
        arguments.add(ranges.get(read));
      }
    }
    return arguments;
  }

  /** What rates and error bounds need, over the supports of the inputs. */
  public Regularity regularity() {
    return new Regularity(this, ranges());
  }

  /** What rates and error bounds need, over a box as in {@link #ranges(List)}. */
  public Regularity regularity(List<Interval> box) {
    return new Regularity(this, ranges(box));
  }

  @Override
  public String toString() {
    return "SparseFunction[" + graph + ", " + distinctConstituents() + " distinct constituents]";
  }
}
