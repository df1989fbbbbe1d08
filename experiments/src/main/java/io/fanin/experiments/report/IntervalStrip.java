package io.fanin.experiments.report;

import io.fanin.experiments.result.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a forest plot: what the rule allows, what the theory predicts, what came out.
 *
 * @param estimate the dot
 * @param interval the whisker
 * @param accepted the shaded range, or null
 * @param reference the thin line, such as the prediction or zero, or null
 */
record IntervalStrip(
    double estimate, Interval interval, @Nullable Interval accepted, @Nullable Double reference) {
  private static final double WIDTH = 200;
  private static final double HEIGHT = 22;
  private static final double PAD = 0.08;

  /** The finite values that must be visible. */
  private List<Double> values() {
    List<Double> values = new ArrayList<>(List.of(estimate, interval.lo(), interval.hi()));
    if (accepted != null) {
      values.add(accepted.lo());
      values.add(accepted.hi());
    }
    if (reference != null) {
      values.add(reference);
    }
    values.removeIf(v -> !(Math.abs(v) <= Double.MAX_VALUE));
    return values;
  }

  /** A range in which all of {@code strips} can be compared. */
  static Interval common(List<IntervalStrip> strips) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (IntervalStrip strip : strips) {
      for (double value : strip.values()) {
        lo = Math.min(lo, value);
        hi = Math.max(hi, value);
      }
    }
    double pad = lo < hi ? (hi - lo) * PAD : 1;
    return lo <= hi ? new Interval(lo - pad, hi + pad) : new Interval(0, 1);
  }

  /** The row as an SVG element, coloured by the page's style sheet. */
  String svg(Interval range, String label) {
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"strip\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
            .formatted((int) WIDTH, (int) HEIGHT, SvgCanvas.escape(label)));
    out.append("<rect class=\"s-track\" x=\"0\" y=\"3\" width=\"200\" height=\"16\" rx=\"3\"/>");
    if (accepted != null) {
      double from = at(accepted.lo(), range);
      out.append(
          "<rect class=\"s-accept\" x=\"%s\" y=\"3\" width=\"%s\" height=\"16\"/>"
              .formatted(round(from), round(at(accepted.hi(), range) - from)));
    }
    if (reference != null) {
      vertical(out, "s-ref", at(reference, range), 1, 21);
    }
    whisker(out, range);
    return out.append("</svg>").toString();
  }

  private void whisker(StringBuilder out, Interval range) {
    double from = at(interval.lo(), range);
    double to = at(interval.hi(), range);
    out.append(
        "<line class=\"s-bar\" x1=\"%s\" y1=\"11\" x2=\"%s\" y2=\"11\"/>"
            .formatted(round(from), round(to)));
    vertical(out, "s-bar", from, 7, 15);
    vertical(out, "s-bar", to, 7, 15);
    if (!Double.isNaN(estimate)) {
      out.append(
          "<circle class=\"s-dot\" cx=\"%s\" cy=\"11\" r=\"4\"/>"
              .formatted(round(at(estimate, range))));
    }
  }

  private static void vertical(StringBuilder out, String style, double x, int from, int to) {
    out.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
            .formatted(style, round(x), from, round(x), to));
  }

  private static double at(double value, Interval range) {
    double position = (value - range.lo()) / (range.hi() - range.lo());
    return WIDTH * Math.max(0, Math.min(1, position));
  }

  private static String round(double value) {
    return Double.toString(Math.rint(value * 10) / 10);
  }
}
