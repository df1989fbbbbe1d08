package io.fanin.experiments.report;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** A canvas that writes SVG 1.1, with texts as texts. */
final class SvgCanvas implements Canvas {
  private static final String FONT = "Liberation Sans, Arial, Helvetica, sans-serif";

  private final StringBuilder out = new StringBuilder();
  private int clips;
  private final String id;

  /**
   * An empty sheet.
   *
   * @param id prefix of the ids inside, unique on a page
   */
  SvgCanvas(String id, String title, double width, double height) {
    this.id = id;
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%spt\" height=\"%spt\" font-family=\"%s\">\n"
            .formatted(number(width), number(height), number(width), number(height), FONT));
    out.append("<title>").append(escape(title)).append("</title>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  }

  @Override
  public void fill(Path2D shape, Ink ink) {
    boolean covers = ink.alpha() == 1;
    out.append("<path d=\"").append(data(shape)).append("\" fill=\"").append(hex(ink.rgb()));
    out.append(covers ? "" : "\" fill-opacity=\"" + number(ink.alpha())).append("\"/>\n");
  }

  @Override
  public void stroke(Path2D shape, Pen pen) {
    out.append("<path d=\"").append(data(shape)).append("\" fill=\"none\" stroke=\"");
    out.append(hex(pen.ink().rgb())).append("\" stroke-width=\"").append(number(pen.width()));
    if (pen.ink().alpha() != 1) {
      out.append("\" stroke-opacity=\"").append(number(pen.ink().alpha()));
    }
    if (pen.dash().length > 0) {
      out.append("\" stroke-dasharray=\"");
      for (int i = 0; i < pen.dash().length; i++) {
        out.append(i == 0 ? "" : " ").append(number(pen.dash()[i]));
      }
    }
    out.append("\" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void text(
      String text, double x, double y, double size, Anchor anchor, double degrees, int rgb) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" font-size=\"").append(number(size));
    out.append("\" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT));
    if (degrees != 0) {
      out.append(
          "\" transform=\"rotate(%s %s %s)".formatted(number(-degrees), number(x), number(y)));
    }
    out.append("\" fill=\"")
        .append(hex(rgb))
        .append("\">")
        .append(escape(text))
        .append("</text>\n");
  }

  @Override
  public void begin(String name, double x, double y, double width, double height) {
    String clip = id + "-clip-" + clips++;
    out.append("<clipPath id=\"").append(escape(clip)).append("\"><rect x=\"").append(number(x));
    out.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
    out.append("\" height=\"").append(number(height)).append("\"/></clipPath>\n");
    out.append("<g clip-path=\"url(#").append(escape(clip)).append(")\">\n<title>");
    out.append(escape(name)).append("</title>\n");
  }

  @Override
  public void end() {
    out.append("</g>\n");
  }

  /** The whole document. */
  String finish() {
    return out + "</svg>\n";
  }

  /** {@code text} for XML: reserved characters escaped, characters that XML forbids replaced. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  private static String data(Path2D shape) {
    StringBuilder d = new StringBuilder();
    double[] at = new double[6];
    for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
      int kind = it.currentSegment(at);
      d.append("MLQCZ".charAt(kind));
      int numbers = kind == PathIterator.SEG_CLOSE ? 0 : Math.max(1, kind) * 2;
      for (int i = 0; i < numbers; i++) {
        d.append(i == 0 ? "" : " ").append(number(at[i]));
      }
    }
    return d.toString();
  }

  /** At most two decimals, without trailing zeros. */
  private static String number(double value) {
    double hundredths = Math.rint(value * 100);
    return hundredths == Math.rint(hundredths / 100) * 100
        ? Long.toString((long) (hundredths / 100))
        : Double.toString(hundredths / 100);
  }

  static String hex(int rgb) {
    return "#%06x".formatted(rgb);
  }
}
