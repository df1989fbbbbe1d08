package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A graph with what a picture of it shows: a label, a tooltip and a value for each vertex.
 *
 * <p>Immutable; {@code with…} methods give a changed copy. Hand it to {@link GraphSvg}, {@link
 * GraphDot} or {@link GraphTikz}. A graph of more than {@value #MAX_VERTICES} vertices or {@value
 * #MAX_EDGES} reads is drawn as one box for each level (or run of levels), and the picture says so.
 */
public final class GraphDrawing {
  /** Most vertices that are drawn one by one. */
  public static final int MAX_VERTICES = 2_000;

  /** Most reads that are drawn one by one. */
  public static final int MAX_EDGES = 20_000;

  /** Longest label; the rest is in the tooltip. */
  private static final int MAX_LABEL = 48;

  /** How many reads a tooltip lists. */
  private static final int LISTED = 8;

  private final SparseGraph graph;
  private final String[] label;
  private final String[] tooltip;
  private final double[] value;
  private final String legend;
  private final String note;
  private final Direction direction;

  private GraphDrawing(
      SparseGraph graph,
      String[] label,
      String[] tooltip,
      double[] value,
      String legend,
      String note,
      Direction direction) {
    this.graph = graph;
    this.label = label;
    this.tooltip = tooltip;
    this.value = value;
    this.legend = legend;
    this.note = note;
    this.direction = direction;
  }

  /** A drawing whose labels are the vertices' names, with inputs at the bottom. */
  public static GraphDrawing of(SparseGraph graph) {
    if (graph.vertices() > MAX_VERTICES || graph.edges() > MAX_EDGES) {
      return LevelSummary.of(graph);
    }
    return plain(graph);
  }

  static GraphDrawing plain(SparseGraph graph) {
    double[] none = new double[graph.vertices()];
    Arrays.fill(none, Double.NaN);
    return new GraphDrawing(
        graph,
        texts(graph, graph::name),
        texts(graph, v -> reading(graph, v)),
        none,
        "",
        "",
        Direction.UP);
  }

  /**
   * Other labels.
   *
   * @param labels for each vertex; empty for none
   */
  public GraphDrawing withLabels(IntFunction<String> labels) {
    return new GraphDrawing(graph, texts(graph, labels), tooltip, value, legend, note, direction);
  }

  /**
   * Other tooltips (shown by SVG and DOT).
   *
   * @param tooltips for each vertex; empty for none
   */
  public GraphDrawing withTooltips(IntFunction<String> tooltips) {
    return new GraphDrawing(graph, label, texts(graph, tooltips), value, legend, note, direction);
  }

  /**
   * Colours by value, on a scale that reads the same with colour-blind eyes and in grey.
   *
   * @param values in [0, 1] for each vertex, or NaN for no colour; {@code [graph().vertices()]}
   * @param legend what the values are, such as {@code "alignment"}
   */
  public GraphDrawing withValues(double[] values, String legend) {
    if (values.length != graph.vertices()) {
      throw new IllegalArgumentException(
          "one value for each of %d vertices, was %d".formatted(graph.vertices(), values.length));
    }
    for (int v = 0; v < values.length; v++) {
      if (!(values[v] >= 0 && values[v] <= 1) && !Double.isNaN(values[v])) {
        throw new IllegalArgumentException(
            "the value of vertex %d must be in [0, 1] or NaN, was %s".formatted(v, values[v]));
      }
    }
    return new GraphDrawing(graph, label, tooltip, values.clone(), legend, note, direction);
  }

  /** Another direction. */
  public GraphDrawing withDirection(Direction direction) {
    return new GraphDrawing(graph, label, tooltip, value, legend, note, direction);
  }

  GraphDrawing withNote(String note) {
    return new GraphDrawing(graph, label, tooltip, value, legend, note, direction);
  }

  /** The graph that is drawn: a summary by level if the one handed in was too large. */
  public SparseGraph graph() {
    return graph;
  }

  /** The label of a vertex, at most 48 characters long. */
  String label(int v) {
    return label[v].length() <= MAX_LABEL ? label[v] : label[v].substring(0, MAX_LABEL - 1) + "…";
  }

  String tooltip(int v) {
    return tooltip[v];
  }

  /** NaN where there is none. */
  double value(int v) {
    return value[v];
  }

  boolean hasValues() {
    return Arrays.stream(value).anyMatch(x -> !Double.isNaN(x));
  }

  String legend() {
    return legend;
  }

  /** What the picture must say about itself; mostly empty. */
  String note() {
    return note;
  }

  Direction direction() {
    return direction;
  }

  /** A sentence about the whole, for readers who do not see the picture. */
  String summary() {
    return "Graph of %d inputs and %d nodes, fan-in at most %d, depth %d"
        .formatted(graph.inputs(), graph.nodes(), graph.maxFanIn(), graph.depth());
  }

  private static String[] texts(SparseGraph graph, IntFunction<String> text) {
    String[] texts = new String[graph.vertices()];
    Arrays.setAll(texts, text);
    return texts;
  }

  private static String reading(SparseGraph graph, int v) {
    if (graph.isInput(v)) {
      return graph.name(v) + ", an input";
    }
    String reads =
        Arrays.stream(graph.reads(v))
            .limit(LISTED)
            .mapToObj(graph::name)
            .collect(Collectors.joining(", "));
    int more = graph.fanIn(v) - LISTED;
    return graph.name(v) + " reads " + reads + (more > 0 ? " and " + more + " more" : "");
  }
}
