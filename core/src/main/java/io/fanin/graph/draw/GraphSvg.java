package io.fanin.graph.draw;

import java.util.Locale;

/**
 * Draws a graph as SVG that stands alone or is put into a page.
 *
 * <p>Lines and text take the colour of the text around them, so it suits light and dark pages; it
 * has no scripts, no identifiers that could clash and no links. Inputs are square, nodes round,
 * outputs have a double border.
 */
public final class GraphSvg {
  private static final double MARGIN = 14;
  private static final double LINE = 18;

  /** More lines than this are drawn fainter. */
  private static final int MANY = 150;

  private static final String STYLE =
      """
      <style>
      .fanin-graph{font:12px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
      .fanin-graph .line{fill:none;stroke:currentColor;stroke-opacity:.38;stroke-width:1.2}
      .fanin-graph .many .line{stroke-opacity:.2}
      .fanin-graph .box{stroke:currentColor;stroke-width:1.3}
      .fanin-graph .plain{fill:currentColor;fill-opacity:.07}
      .fanin-graph .ring{fill:none;stroke:currentColor;stroke-width:1.3}
      .fanin-graph text{fill:currentColor}
      .fanin-graph .name{text-anchor:middle}
      .fanin-graph .on-dark{fill:#fff}
      .fanin-graph .on-light{fill:#111}
      .fanin-graph .vertex:hover .box{stroke-width:3}
      @media (prefers-color-scheme:dark){svg.fanin-graph:root{color:#e4e4e4;background:#16181c}}
      </style>
      """;

  private final GraphDrawing drawing;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  private GraphSvg(GraphDrawing drawing) {
    this.drawing = drawing;
    this.layout = new Layout(drawing);
  }

  /** The picture as one {@code <svg>} element. */
  public static String write(GraphDrawing drawing) {
    return new GraphSvg(drawing.drawable()).write();
  }

  private String write() {
    int lines = (drawing.hasValues() ? 1 : 0) + (drawing.note().isEmpty() ? 0 : 1);
    double width = Math.max(layout.totalWidth() + 2 * MARGIN, leastWidth());
    double height = layout.totalHeight() + 2 * MARGIN + lines * LINE + (lines > 0 ? 8 : 0);
    out.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fanin-graph\" role=\"img\""
                + " width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\""
                + " style=\"max-width:100%%;height:auto\">\n",
            number(width), number(height)));
    out.append("<title>").append(escape(drawing.title())).append("</title>\n").append(STYLE);
    double shift = (width - layout.totalWidth()) / 2;
    out.append(
        format(
            "<g%s transform=\"translate(%s,%s)\">\n",
            layout.segments().size() > MANY ? " class=\"many\"" : "",
            number(shift),
            number(MARGIN)));
    layout.segments().forEach(this::line);
    for (int v = 0; v < drawing.graph().vertices(); v++) {
      vertex(v);
    }
    out.append("</g>\n");
    foot(layout.totalHeight() + 2 * MARGIN + LINE / 2);
    return out.append("</svg>\n").toString();
  }

  private double leastWidth() {
    return 2 * MARGIN
        + Math.max(
            6.4 * drawing.note().length(),
            drawing.hasValues() ? 190 + 6.9 * drawing.legend().length() : 0);
  }

  private void line(Layers.Segment segment) {
    for (int i = 0; i < segment.count(); i++) {
      double side = 7 * (i - (segment.count() - 1) / 2.0);
      out.append("<path class=\"line\" d=\"").append(curve(segment, side)).append("\"/>\n");
    }
  }

  /** A curve that leaves and arrives along the direction of the picture. */
  private String curve(Layers.Segment segment, double side) {
    int a = segment.from();
    int b = segment.to();
    if (drawing.direction() == Direction.UP) {
      double from = layout.y(a) - (layout.isWaypoint(a) ? 0 : layout.height(a) / 2);
      double to = layout.y(b) + (layout.isWaypoint(b) ? 0 : layout.height(b) / 2);
      double middle = (from + to) / 2;
      return points(
          layout.x(a),
          from,
          layout.x(a) + side,
          middle,
          layout.x(b) + side,
          middle,
          layout.x(b),
          to);
    }
    double from = layout.x(a) + (layout.isWaypoint(a) ? 0 : layout.width(a) / 2);
    double to = layout.x(b) - (layout.isWaypoint(b) ? 0 : layout.width(b) / 2);
    double middle = (from + to) / 2;
    return points(
        from, layout.y(a), middle, layout.y(a) + side, middle, layout.y(b) + side, to, layout.y(b));
  }

  private static String points(double... p) {
    return "M"
        + number(p[0])
        + " "
        + number(p[1])
        + "C"
        + number(p[2])
        + " "
        + number(p[3])
        + " "
        + number(p[4])
        + " "
        + number(p[5])
        + " "
        + number(p[6])
        + " "
        + number(p[7]);
  }

  private void vertex(int v) {
    out.append("<g class=\"vertex\">");
    if (!drawing.tooltip(v).isEmpty()) {
      out.append("<title>").append(escape(drawing.tooltip(v))).append("</title>");
    }
    double value = drawing.value(v);
    boolean plain = Double.isNaN(value);
    out.append(box(v, 0, plain ? "box plain" : "box", plain ? "" : ColourScale.hex(value)));
    if (isOutput(v)) {
      out.append(box(v, 3, "ring", ""));
    }
    if (layout.labelled() && !drawing.label(v).isEmpty()) {
      String ink = plain ? "" : ColourScale.light(value) ? " on-light" : " on-dark";
      out.append(
          format(
              "<text class=\"name%s\" x=\"%s\" y=\"%s\">%s</text>",
              ink, number(layout.x(v)), number(layout.y(v) + 4.2), escape(drawing.label(v))));
    }
    out.append("</g>\n");
  }

  private String box(int v, double grow, String style, String fill) {
    double w = layout.width(v) + 2 * grow;
    double h = layout.height(v) + 2 * grow;
    double round = drawing.graph().isInput(v) ? Math.min(4, h / 4) : h / 2;
    return format(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"%s/>",
        style,
        number(layout.x(v) - w / 2),
        number(layout.y(v) - h / 2),
        number(w),
        number(h),
        number(round),
        fill.isEmpty() ? "" : " fill=\"" + fill + "\"");
  }

  private boolean isOutput(int v) {
    for (int output : drawing.graph().outputs()) {
      if (output == v) {
        return true;
      }
    }
    return false;
  }

  private void foot(double y) {
    double next = y;
    if (drawing.hasValues()) {
      legend(next);
      next += LINE;
    }
    if (!drawing.note().isEmpty()) {
      text(MARGIN, next + 4, drawing.note());
    }
  }

  private void legend(double y) {
    text(MARGIN, y + 4, "0");
    for (int i = 0; i < 24; i++) {
      out.append(
          format(
              "<rect x=\"%s\" y=\"%s\" width=\"5.2\" height=\"10\" fill=\"%s\"/>\n",
              number(MARGIN + 12 + 5 * i), number(y - 5), ColourScale.hex(i / 23.0)));
    }
    text(MARGIN + 138, y + 4, "1  " + drawing.legend());
  }

  private void text(double x, double y, String text) {
    out.append(format("<text x=\"%s\" y=\"%s\">%s</text>\n", number(x), number(y), escape(text)));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** One decimal, and none where it would be 0. */
  private static String number(double value) {
    long tenths = (long) Math.rint(value * 10);
    String sign = tenths < 0 ? "-" : "";
    long whole = Math.abs(tenths) / 10;
    long rest = Math.abs(tenths) % 10;
    return sign + whole + (rest == 0 ? "" : "." + rest);
  }

  /** Text for XML; characters that XML cannot hold become the replacement character. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(inXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean inXml(int c) {
    boolean surrogate = c >= 0xD800 && c < 0xE000;
    boolean white = c == '\n' || c == '\t';
    return white || (c >= 0x20 && !surrogate && c != 0xFFFE && c != 0xFFFF);
  }
}
