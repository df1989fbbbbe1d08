package io.fanin.experiments.report;

import io.fanin.experiments.result.Series;
import io.fanin.experiments.result.Series.Kind;

/** The sign of a series in the page's legend. */
final class Swatch {
  private static final String[] DASHES = {"5 3", "1.5 2.5", "8 3 2 3"};
  private static final String[] MARKERS = {
    "<circle cx=\"13\" cy=\"7\" r=\"3.4\"/>",
    "<rect x=\"10\" y=\"4\" width=\"6\" height=\"6\"/>",
    "<path d=\"M13 2.6L17 10L9 10Z\"/>",
    "<path d=\"M13 2.4L17.6 7L13 11.6L8.4 7Z\"/>"
  };

  private Swatch() {}

  static String svg(Series series, SeriesStyle style) {
    StringBuilder out = new StringBuilder("<svg class=\"swatch c");
    out.append(style.colour() == SeriesStyle.INK ? "-ink" : Integer.toString(style.colour()));
    out.append("\" viewBox=\"0 0 26 14\" aria-hidden=\"true\">");
    if (series.kind() == Kind.BARS) {
      return out.append("<rect x=\"7\" y=\"2\" width=\"12\" height=\"10\"/></svg>").toString();
    }
    if (series.kind() == Kind.LINE_WITH_BAND && series.hasInterval()) {
      out.append("<rect class=\"w-band\" x=\"1\" y=\"1\" width=\"24\" height=\"12\"/>");
    }
    if (series.kind() == Kind.THEORY_LINE) {
      out.append("<path class=\"w-line\" stroke-dasharray=\"");
      out.append(DASHES[style.dash()]).append("\" d=\"M1 7H25\"/>");
    } else {
      out.append(series.kind() == Kind.POINTS ? "" : "<path class=\"w-line\" d=\"M1 7H25\"/>");
      out.append(MARKERS[style.marker()]);
    }
    return out.append("</svg>").toString();
  }
}
