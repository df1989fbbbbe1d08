package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.Arrays;
import java.util.Locale;

/**
 * Draws a graph as a TikZ picture, to be put into a LaTeX document that loads {@code tikz}; no
 * other package or library is needed.
 */
public final class GraphTikz {
  private static final String STYLES =
      """
      \\begin{tikzpicture}[x=1pt, y=1pt, font=\\sffamily\\footnotesize,
        vertex/.style={draw, inner sep=0pt, line width=0.6pt},
        line/.style={draw=black!45, line width=0.5pt}]
      """;

  private final GraphDrawing drawing;
  private final SparseGraph graph;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder(STYLES);

  private GraphTikz(GraphDrawing drawing) {
    this.drawing = drawing;
    this.graph = drawing.graph();
    this.layout = new Layout(drawing);
  }

  /** The picture as one {@code tikzpicture} environment. */
  public static String write(GraphDrawing drawing) {
    return new GraphTikz(drawing.drawable()).write();
  }

  private String write() {
    layout.segments().forEach(this::line);
    for (int v = 0; v < graph.vertices(); v++) {
      vertex(v);
    }
    double y = -14;
    if (drawing.hasValues()) {
      text(y, "colour: " + drawing.legend() + ", 0 (dark) to 1 (light)");
      y -= 14;
    }
    if (!drawing.note().isEmpty()) {
      text(y, drawing.note());
    }
    return out.append("\\end{tikzpicture}\n").toString();
  }

  private void line(Layers.Segment segment) {
    for (int i = 0; i < segment.count(); i++) {
      double side = 7 * (i - (segment.count() - 1) / 2.0);
      out.append("\\draw[line] ").append(curve(segment.from(), segment.to(), side)).append(";\n");
    }
  }

  private String curve(int a, int b, double side) {
    if (drawing.direction() == Direction.UP) {
      double middle = (up(a) + up(b)) / 2;
      return point(layout.x(a), up(a))
          + " .. controls "
          + point(layout.x(a) + side, middle)
          + " and "
          + point(layout.x(b) + side, middle)
          + " .. "
          + point(layout.x(b), up(b));
    }
    double middle = (layout.x(a) + layout.x(b)) / 2;
    return point(layout.x(a), up(a))
        + " .. controls "
        + point(middle, up(a) + side)
        + " and "
        + point(middle, up(b) + side)
        + " .. "
        + point(layout.x(b), up(b));
  }

  private void vertex(int v) {
    double value = drawing.value(v);
    boolean plain = Double.isNaN(value);
    boolean output = Arrays.stream(graph.outputs()).anyMatch(o -> o == v);
    out.append(
        format(
            "\\node[vertex, minimum width=%s, minimum height=%s, rounded corners=%s, fill=%s, "
                + "text=%s%s] at %s {%s};\n",
            length(layout.width(v)),
            length(layout.height(v)),
            length(graph.isInput(v) ? layout.height(v) / 8 : layout.height(v) / 2),
            plain ? "black!4" : colour(ColourScale.rgb(value)),
            plain || ColourScale.light(value) ? "black" : "white",
            output ? ", double, double distance=1pt" : "",
            point(layout.x(v), up(v)),
            layout.labelled() ? escape(drawing.label(v)) : ""));
  }

  private void text(double y, String text) {
    out.append(
        format("\\node[anchor=west, inner sep=0pt] at %s {%s};\n", point(0, y), escape(text)));
  }

  /** TikZ counts upwards. */
  private double up(int item) {
    return layout.totalHeight() - layout.y(item);
  }

  private static String colour(int rgb) {
    return format("{rgb,255:red,%d;green,%d;blue,%d}", rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  private static String point(double x, double y) {
    return format("(%.1f,%.1f)", x, y);
  }

  private static String length(double points) {
    return format("%.1fpt", points);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** Text for LaTeX. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '_', '#', '%', '&', '$', '{', '}' -> escaped.append('\\').appendCodePoint(c);
                case '–' -> escaped.append("--");
                case '…' -> escaped.append("\\ldots{}");
                default -> escaped.appendCodePoint(c < 0x20 ? ' ' : c);
              }
            });
    return escaped.toString();
  }
}
