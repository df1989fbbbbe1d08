package io.fanin.experiments.report;

import io.fanin.experiments.result.Axis;
import java.util.List;

/**
 * The range of one axis, its marks, and where a value stands on it.
 *
 * @param lo where the axis starts, in data units
 * @param hi where it ends, above {@code lo}
 * @param log whether positions are logarithmic
 * @param marks long ticks with their labels, inside the range
 * @param minor short ticks without labels
 */
record Scale(double lo, double hi, boolean log, List<Mark> marks, List<Double> minor) {
  private static final double MARGIN = 0.045;

  /** A labelled tick; the exponent, if any, is set raised behind the text. */
  record Mark(double value, String text, String exponent) {}

  /** Where {@code value} stands: 0 at the start of the axis, 1 at its end; cut at both. */
  double position(double value) {
    double at =
        log ? (log10(value) - log10(lo)) / (log10(hi) - log10(lo)) : (value - lo) / (hi - lo);
    return Math.max(0, Math.min(1, at));
  }

  /**
   * An axis that shows all of {@code range}.
   *
   * @param range of the values; positive on a log axis
   * @param exact whether to keep the range as it is, without a margin
   */
  static Scale of(Axis axis, Range range, boolean exact) {
    Range wide = range.including(axis.ticks());
    Range padded = exact ? wide : axis.log() ? padLog(wide) : padLinear(wide);
    List<Mark> marks =
        axis.ticks().isEmpty()
            ? (axis.log()
                ? Ticks.logarithmic(padded.lo(), padded.hi())
                : Ticks.linear(padded.lo(), padded.hi()))
            : Ticks.given(axis.ticks());
    List<Double> minor =
        axis.log() && axis.ticks().isEmpty() ? Ticks.minor(padded.lo(), padded.hi()) : List.of();
    return new Scale(padded.lo(), padded.hi(), axis.log(), marks, minor);
  }

  private static Range padLinear(Range range) {
    double span = range.hi() - range.lo();
    double pad = span > 0 ? span * MARGIN : Math.max(Math.abs(range.lo()) * 0.1, 0.5);
    double lo = range.lo() == 0 ? 0 : range.lo() - pad;
    return new Range(lo, range.hi() + pad);
  }

  private static Range padLog(Range range) {
    double decades = log10(range.hi()) - log10(range.lo());
    double factor = StrictMath.pow(10, decades > 0 ? decades * MARGIN : 0.3);
    return new Range(range.lo() / factor, range.hi() * factor);
  }

  private static double log10(double value) {
    return value > 0 ? StrictMath.log10(value) : -400;
  }

  /** The smallest and largest of what an axis must show. */
  record Range(double lo, double hi) {
    static final Range NOTHING = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** This range widened to {@code value}; what cannot stand on the axis is left out. */
    Range including(double value, boolean log) {
      boolean drawable = Math.abs(value) <= Double.MAX_VALUE && (!log || value > 0);
      return drawable ? new Range(Math.min(lo, value), Math.max(hi, value)) : this;
    }

    Range including(List<Axis.Tick> ticks) {
      Range wide = this;
      for (Axis.Tick tick : ticks) {
        wide = wide.including(tick.value(), false);
      }
      return wide;
    }

    /** This range, or 0.1 … 1 when there is nothing to show. */
    Range orUnit() {
      return lo <= hi ? this : new Range(0.1, 1);
    }
  }
}
