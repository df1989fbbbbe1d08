package io.fanin.experiments.report;

import io.fanin.experiments.report.Canvas.Ink;
import io.fanin.experiments.report.Canvas.Pen;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.result.Series.Kind;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws the series of a plot for a paper inside its box. */
final class PaperSeries {
  private static final double SWATCH = 22;
  private static final double SHORT_SWATCH = 10;

  private static final double BAND = 0.18;
  private static final double LINE = 1.5;
  private static final double RADIUS = 2.7;
  private static final double[][] DASHES = {{5, 3}, {1.5, 2.5}, {8, 3, 2, 3}};

  private final Plot plot;
  private final Canvas canvas;
  private final Rectangle2D box;

  PaperSeries(Plot plot, Canvas canvas, Rectangle2D box) {
    this.plot = plot;
    this.canvas = canvas;
    this.box = box;
  }

  /** Bars and bands lie below all lines, and the theory below what was measured. */
  void draw() {
    List<Series> all = plot.figure().series();
    int nth = 0;
    for (int i = 0; i < all.size(); i++) {
      begin(all.get(i).name());
      if (all.get(i).kind() == Kind.BARS) {
        bars(all.get(i), ink(i), nth++);
      } else if (all.get(i).kind() == Kind.LINE_WITH_BAND && all.get(i).hasInterval()) {
        canvas.fill(band(all.get(i)), new Ink(plot.styles().get(i).rgb(), BAND));
      }
      canvas.end();
    }
    for (Kind kind : List.of(Kind.THEORY_LINE, Kind.LINE_WITH_BAND, Kind.POINTS)) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).kind() == kind) {
          above(all.get(i), i);
        }
      }
    }
  }

  private void above(Series series, int i) {
    begin(series.name());
    if (series.kind() == Kind.POINTS) {
      errorBars(series, ink(i), 0);
    } else {
      canvas.stroke(polyline(series), pen(plot, i));
    }
    if (series.kind() != Kind.THEORY_LINE) {
      for (int k = 0; k < series.x().size(); k++) {
        if (!Double.isNaN(series.y().get(k))) {
          marker(canvas, plot.styles().get(i), x(series.x().get(k)), y(series.y().get(k)));
        }
      }
    }
    canvas.end();
  }

  private void begin(String name) {
    double slack = RADIUS + 1;
    canvas.begin(
        name,
        box.getMinX() - slack,
        box.getMinY() - slack,
        box.getWidth() + 2 * slack,
        box.getHeight() + 2 * slack);
  }

  private void bars(Series series, Ink ink, int nth) {
    double base = plot.y().log() ? plot.y().lo() : Math.max(0, plot.y().lo());
    for (int k = 0; k < series.x().size(); k++) {
      double value = series.y().get(k);
      if (!Double.isNaN(value)) {
        double start = plot.barStart(series, k, nth);
        double from = x(start) + 0.5;
        double to = x(start + plot.barWidth()) - 0.5;
        canvas.fill(rectangle(from, y(base), to, y(value)), Ink.solid(tint(ink.rgb())));
      }
    }
    errorBars(series, Ink.solid(0x222222), (nth + 0.5 - plot.barSeries() / 2.0) * plot.barWidth());
  }

  private void errorBars(Series series, Ink ink, double shift) {
    for (int k = 0; k < series.x().size() && series.hasInterval(); k++) {
      double lo = Plot.lo(series, k);
      double hi = Plot.hi(series, k);
      if (lo <= hi) {
        double x = x(series.x().get(k) + shift);
        Path2D bar = PaperPlot.line(x, y(lo), x, y(hi));
        bar.append(PaperPlot.line(x - 2.5, y(lo), x + 2.5, y(lo)), false);
        bar.append(PaperPlot.line(x - 2.5, y(hi), x + 2.5, y(hi)), false);
        canvas.stroke(bar, new Pen(ink, 1));
      }
    }
  }

  /** Upper ends there, lower ends back; a missing interval splits the band. */
  private Path2D band(Series series) {
    Path2D band = new Path2D.Double();
    int n = series.x().size();
    for (int from = 0; from < n; from++) {
      int to = from;
      while (to < n && Plot.lo(series, to) <= Plot.hi(series, to)) {
        to++;
      }
      if (to > from) {
        stretch(band, series, from, to);
        from = to;
      }
    }
    return band;
  }

  private void stretch(Path2D band, Series series, int from, int to) {
    band.moveTo(x(series.x().get(from)), y(Plot.hi(series, from)));
    for (int k = from + 1; k < to; k++) {
      band.lineTo(x(series.x().get(k)), y(Plot.hi(series, k)));
    }
    for (int k = to - 1; k >= from; k--) {
      band.lineTo(x(series.x().get(k)), y(Plot.lo(series, k)));
    }
    band.closePath();
  }

  private Path2D polyline(Series series) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    for (int k = 0; k < series.x().size(); k++) {
      double value = series.y().get(k);
      if (Double.isNaN(value)) {
        down = false;
      } else if (down) {
        path.lineTo(x(series.x().get(k)), y(value));
      } else {
        path.moveTo(x(series.x().get(k)), y(value));
        down = true;
      }
    }
    return path;
  }

  private double x(double value) {
    return box.getMinX() + plot.x().position(value) * box.getWidth();
  }

  private double y(double value) {
    return box.getMaxY() - plot.y().position(value) * box.getHeight();
  }

  private Ink ink(int i) {
    return Ink.solid(plot.styles().get(i).rgb());
  }

  private static Pen pen(Plot plot, int i) {
    SeriesStyle style = plot.styles().get(i);
    boolean theory = plot.figure().series().get(i).kind() == Kind.THEORY_LINE;
    return theory
        ? new Pen(Ink.solid(style.rgb()), 1.2, DASHES[style.dash()])
        : new Pen(Ink.solid(style.rgb()), LINE);
  }

  /** How wide the sign of series {@code i} is. */
  static double swatchWidth(Plot plot, int i) {
    Kind kind = plot.figure().series().get(i).kind();
    return kind == Kind.BARS || kind == Kind.POINTS ? SHORT_SWATCH : SWATCH;
  }

  /** A lighter colour that still covers the grid. */
  private static int tint(int rgb) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = rgb >> shift & 0xFF;
      mixed |= (channel + (255 - channel) / 4) << shift;
    }
    return mixed;
  }

  /** The sign of series {@code i} in a legend, from {@code x} on, about {@code y}. */
  static void swatch(Plot plot, int i, Canvas canvas, double x, double y) {
    SeriesStyle style = plot.styles().get(i);
    Series series = plot.figure().series().get(i);
    if (series.kind() == Kind.BARS) {
      canvas.fill(rectangle(x, y - 4, x + SHORT_SWATCH, y + 4), Ink.solid(tint(style.rgb())));
      return;
    }
    if (series.kind() == Kind.LINE_WITH_BAND && series.hasInterval()) {
      canvas.fill(rectangle(x, y - 4, x + SWATCH, y + 4), new Ink(style.rgb(), BAND));
    }
    if (series.kind() != Kind.POINTS) {
      canvas.stroke(PaperPlot.line(x, y, x + SWATCH, y), pen(plot, i));
    }
    if (series.kind() != Kind.THEORY_LINE) {
      marker(canvas, style, x + swatchWidth(plot, i) / 2, y);
    }
  }

  private static void marker(Canvas canvas, SeriesStyle style, double x, double y) {
    Path2D shape = Markers.shape(style.marker(), x, y, RADIUS);
    canvas.fill(shape, Ink.solid(style.rgb()));
    canvas.stroke(shape, new Pen(Ink.solid(0xFFFFFF), 0.6));
  }

  private static Path2D rectangle(double x0, double y0, double x1, double y1) {
    Path2D path = new Path2D.Double();
    path.append(
        new Rectangle2D.Double(
            Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)),
        false);
    return path;
  }
}
