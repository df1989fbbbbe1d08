package io.fanin.experiments.result;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One named line, cloud or row of bars in a plot.
 *
 * <p>{@code y[i]} may be NaN: nothing is drawn there. Where {@code lo} and {@code hi} are given
 * they are the ends of the interval at the same {@code x}: a band around a line, an error bar on a
 * point or a bar.
 *
 * @param name as in the legend, unique in its figure
 * @param kind how it is drawn
 * @param group series of one group share a colour, such as a measurement and the theory's line for
 *     it
 * @param x positions, finite
 * @param y values, as many as {@code x}
 * @param lo lower ends, as many as {@code x}, or null
 * @param hi upper ends, as many as {@code x}, or null
 */
public record Series(
    String name,
    Kind kind,
    String group,
    List<Double> x,
    List<Double> y,
    @Nullable List<Double> lo,
    @Nullable List<Double> hi) {

  /** How a series is drawn. */
  public enum Kind {
    /** A line through the values with a shaded interval. */
    LINE_WITH_BAND,
    /** Markers with error bars. */
    POINTS,
    /** A dashed line without markers: what the theory says. */
    THEORY_LINE,
    /** Bars from the axis with error bars. */
    BARS
  }

  public Series {
    Require.text(name, "series name");
    Require.present(kind, "series kind");
    Require.text(group, "series group");
    x = Require.list(x, "series x");
    y = Require.list(y, "series y");
    for (double value : x) {
      Require.finite(value, "x of series '" + name + "'");
    }
    for (double value : y) {
      Require.condition(
          !Double.isInfinite(value), "y of series '" + name + "' must be finite or NaN");
    }
    sameLength(name, "y", x, y);
    Require.condition(
        (lo == null) == (hi == null), "series '" + name + "' needs both lo and hi, or neither");
    if (lo != null && hi != null) {
      lo = Require.list(lo, "series lo");
      hi = Require.list(hi, "series hi");
      sameLength(name, "lo", x, lo);
      sameLength(name, "hi", x, hi);
    }
  }

  /** A line with its interval; {@code lo[i] <= y[i] <= hi[i]}. */
  public static Series band(String name, double[] x, double[] y, double[] lo, double[] hi) {
    return new Series(name, Kind.LINE_WITH_BAND, name, box(x), box(y), box(lo), box(hi));
  }

  /** A line without an interval. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, Kind.LINE_WITH_BAND, name, box(x), box(y), null, null);
  }

  /** Markers with error bars. */
  public static Series points(String name, double[] x, double[] y, double[] lo, double[] hi) {
    return new Series(name, Kind.POINTS, name, box(x), box(y), box(lo), box(hi));
  }

  /** Markers alone. */
  public static Series points(String name, double[] x, double[] y) {
    return new Series(name, Kind.POINTS, name, box(x), box(y), null, null);
  }

  /** Bars with error bars. */
  public static Series bars(String name, double[] x, double[] y, double[] lo, double[] hi) {
    return new Series(name, Kind.BARS, name, box(x), box(y), box(lo), box(hi));
  }

  /** What the theory predicts, as a dashed line. */
  public static Series theory(String name, double[] x, double[] y) {
    return new Series(name, Kind.THEORY_LINE, name, box(x), box(y), null, null);
  }

  /** This series in the colour of another group. */
  public Series inGroup(String other) {
    return new Series(name, kind, other, x, y, lo, hi);
  }

  /** Whether an interval comes with every value. */
  public boolean hasInterval() {
    return lo != null;
  }

  private static List<Double> box(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static void sameLength(String name, String what, List<Double> x, List<Double> other) {
    Require.condition(
        x.size() == other.size(),
        "series '%s' has %d x but %d %s".formatted(name, x.size(), other.size(), what));
  }
}
