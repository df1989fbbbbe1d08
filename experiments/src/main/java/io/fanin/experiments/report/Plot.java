package io.fanin.experiments.report;

import io.fanin.experiments.report.Scale.Range;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import java.util.List;

/**
 * A figure with its scales and styles worked out: what the page and the paper plot both draw.
 *
 * @param styles one per series
 * @param barWidth of one bar in x units, 0 without bars
 * @param barSeries how many series of bars stand side by side
 */
record Plot(
    Figure figure, Scale x, Scale y, List<SeriesStyle> styles, double barWidth, int barSeries) {
  private static final double FILLED = 0.72;

  static Plot of(Figure figure) {
    int bars = (int) figure.series().stream().filter(s -> s.kind() == Series.Kind.BARS).count();
    double spacing = bars == 0 ? 0 : spacing(figure);
    boolean categories = figure.x().ticks().stream().anyMatch(tick -> !tick.label().isEmpty());
    return new Plot(
        figure,
        Scale.of(figure.x(), xRange(figure, categories ? 1 : spacing), categories || bars > 0),
        Scale.of(figure.y(), yRange(figure, bars > 0), false),
        SeriesStyle.of(figure),
        bars == 0 ? 0 : spacing * FILLED / bars,
        bars);
  }

  /** The left edge of bar {@code i} of the series that is the {@code nth} with bars. */
  double barStart(Series series, int i, int nth) {
    return series.x().get(i) + (nth - barSeries / 2.0) * barWidth;
  }

  /** The lower end at {@code i}: the interval's, or NaN. */
  static double lo(Series series, int i) {
    List<Double> lo = series.lo();
    return lo == null ? Double.NaN : lo.get(i);
  }

  /** The upper end at {@code i}: the interval's, or NaN. */
  static double hi(Series series, int i) {
    List<Double> hi = series.hi();
    return hi == null ? Double.NaN : hi.get(i);
  }

  private static double spacing(Figure figure) {
    double[] x =
        figure.series().stream()
            .flatMap(s -> s.x().stream())
            .mapToDouble(v -> v)
            .distinct()
            .sorted()
            .toArray();
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < x.length; i++) {
      smallest = Math.min(smallest, x[i] - x[i - 1]);
    }
    return x.length < 2 ? 1 : smallest;
  }

  private static Range xRange(Figure figure, double spacing) {
    Axis axis = figure.x();
    Range range = Range.NOTHING.including(axis.ticks());
    for (Series series : figure.series()) {
      for (double x : series.x()) {
        range = range.including(x, axis.log());
      }
    }
    Range some = range.orUnit();
    return axis.log() ? some : new Range(some.lo() - spacing / 2, some.hi() + spacing / 2);
  }

  private static Range yRange(Figure figure, boolean fromZero) {
    boolean log = figure.y().log();
    Range range = fromZero && !log ? new Range(0, 0) : Range.NOTHING;
    for (Series series : figure.series()) {
      for (int i = 0; i < series.x().size(); i++) {
        range =
            range
                .including(series.y().get(i), log)
                .including(lo(series, i), log)
                .including(hi(series, i), log);
      }
    }
    return range.orUnit();
  }
}
