package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Draws a graph in the DOT language of Graphviz, one rank for each level. */
public final class GraphDot {
  private final GraphDrawing drawing;
  private final SparseGraph graph;
  private final StringBuilder out = new StringBuilder();

  private GraphDot(GraphDrawing drawing) {
    this.drawing = drawing;
    this.graph = drawing.graph();
  }

  /** The picture as one {@code digraph}. */
  public static String write(GraphDrawing drawing) {
    return new GraphDot(drawing.drawable()).write();
  }

  private String write() {
    out.append("digraph fanin {\n")
        .append(drawing.direction() == Direction.UP ? "  rankdir=BT;\n" : "  rankdir=LR;\n")
        .append("  node [fontname=\"Helvetica\", fontsize=11, height=0.3, margin=\"0.08,0.04\"];\n")
        .append("  edge [arrowsize=0.6, color=\"#808080\"];\n");
    if (!caption().isEmpty()) {
      out.append("  label=").append(quoted(caption())).append(";\n");
    }
    for (int v = 0; v < graph.vertices(); v++) {
      vertex(v);
    }
    for (int[] level : graph.levels()) {
      out.append("  {rank=same;");
      Arrays.stream(level).forEach(v -> out.append(' ').append(id(v)).append(';'));
      out.append("}\n");
    }
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      for (int r : graph.reads(v)) {
        out.append("  ").append(id(r)).append(" -> ").append(id(v)).append(";\n");
      }
    }
    return out.append("}\n").toString();
  }

  private String caption() {
    String legend = drawing.hasValues() ? "colour: " + drawing.legend() + ", 0 to 1" : "";
    return Arrays.stream(new String[] {legend, drawing.note()})
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private void vertex(int v) {
    out.append("  ").append(id(v)).append(" [label=").append(quoted(drawing.label(v)));
    out.append(graph.isInput(v) ? ", shape=box" : ", shape=ellipse");
    if (Arrays.stream(graph.outputs()).anyMatch(output -> output == v)) {
      out.append(", peripheries=2");
    }
    double value = drawing.value(v);
    if (!Double.isNaN(value)) {
      out.append(", style=filled, fillcolor=\"").append(ColourScale.hex(value)).append('"');
      out.append(ColourScale.light(value) ? "" : ", fontcolor=white");
    }
    if (!drawing.tooltip(v).isEmpty()) {
      out.append(", tooltip=").append(quoted(drawing.tooltip(v)));
    }
    out.append("];\n");
  }

  private String id(int v) {
    return quoted(graph.name(v));
  }

  /** A DOT string; a backslash is doubled, for labels have escapes of their own. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.appendCodePoint(c < 0x20 || c == 0x7F ? ' ' : c);
              }
            });
    return quoted.append('"').toString();
  }
}
