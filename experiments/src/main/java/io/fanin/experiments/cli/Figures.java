package io.fanin.experiments.cli;

import io.fanin.experiments.result.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for people. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(3);
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;

  private Figures() {}

  /** Three significant digits. */
  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    double size = Math.abs(value);
    if (size < SMALL || size >= LARGE) {
      DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
      return new DecimalFormat("0.##E0", symbols).format(value).replace("E", "e");
    }
    return new BigDecimal(value).round(DIGITS).toPlainString();
  }

  /** Such as {@code [0.012, 0.034]}. */
  static String text(Interval interval) {
    return "[" + text(interval.lo()) + ", " + text(interval.hi()) + "]";
  }

  /** A p-value; below a thousandth its exact size says nothing. */
  static String probability(double p) {
    return p < 0.001 ? "< 0.001" : text(p);
  }

  /** Such as {@code 12 s} or {@code 3 min}. */
  static String duration(double seconds) {
    if (seconds < 100) {
      return seconds < 9.95
          ? BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_EVEN) + " s"
          : Math.round(seconds) + " s";
    }
    return Math.round(seconds / 60) + " min";
  }
}
