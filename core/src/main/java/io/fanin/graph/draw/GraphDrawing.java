package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.Locale;
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
  private final IntFunction<String> label;
  private final IntFunction<String> tooltip;
  private final double[] value;
  private final String legend;
  private final String title;
  private final String note;
  private final Direction direction;

  private GraphDrawing(
      SparseGraph graph,
      IntFunction<String> label,
      IntFunction<String> tooltip,
      double[] value,
      String legend,
      String title,
      String note,
      Direction direction) {
    this.graph = graph;
    this.label = label;
    this.tooltip = tooltip;
    this.value = value;
    this.legend = legend;
    this.title = title;
    this.note = note;
    this.direction = direction;
  }

  /** A drawing whose labels are the vertices' names, with inputs at the bottom. */
  public static GraphDrawing of(SparseGraph graph) {
    double[] none = new double[graph.vertices()];
    Arrays.fill(none, Double.NaN);
    return new GraphDrawing(
        graph, graph::name, v -> reading(graph, v), none, "", title(graph), "", Direction.UP);
  }

  /**
   * Other labels.
   *
   * @param labels for each vertex, asked while writing; empty for none
   */
  public GraphDrawing withLabels(IntFunction<String> labels) {
    return new GraphDrawing(graph, labels, tooltip, value, legend, title, note, direction);
  }

  /**
   * Other tooltips (shown by SVG and DOT).
   *
   * @param tooltips for each vertex, asked while writing; empty for none
   */
  public GraphDrawing withTooltips(IntFunction<String> tooltips) {
    return new GraphDrawing(graph, label, tooltips, value, legend, title, note, direction);
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
    return new GraphDrawing(graph, label, tooltip, values.clone(), legend, title, note, direction);
  }

  /** Another direction. */
  public GraphDrawing withDirection(Direction direction) {
    return new GraphDrawing(graph, label, tooltip, value, legend, title, note, direction);
  }

  GraphDrawing withTitleAndNote(String title, String note) {
    return new GraphDrawing(graph, label, tooltip, value, legend, title, note, direction);
  }

  /** The graph. */
  public SparseGraph graph() {
    return graph;
  }

  /** Itself, or a summary by level if the graph is too large to be drawn vertex by vertex. */
  GraphDrawing drawable() {
    boolean large = graph.vertices() > MAX_VERTICES || graph.edges() > MAX_EDGES;
    return large ? LevelSummary.of(this) : this;
  }

  /** The label of a vertex, at most 48 characters long. */
  String label(int v) {
    String whole = label.apply(v);
    if (whole.codePointCount(0, whole.length()) <= MAX_LABEL) {
      return whole;
    }
    return whole.substring(0, whole.offsetByCodePoints(0, MAX_LABEL - 1)) + "…";
  }

  String tooltip(int v) {
    return tooltip.apply(v);
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
  String title() {
    return title;
  }

  private static String title(SparseGraph graph) {
    return String.format(
        Locale.ROOT,
        "Graph with %d input%s and %d node%s, fan-in at most %d, depth %d",
        graph.inputs(),
        graph.inputs() == 1 ? "" : "s",
        graph.nodes(),
        graph.nodes() == 1 ? "" : "s",
        graph.maxFanIn(),
        graph.depth());
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
