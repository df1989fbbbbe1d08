package io.fanin.experiments.report;

import io.fanin.experiments.result.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers read on a page: rounded, with a real minus sign, the same on every machine. */
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final int LARGEST_PLAIN = 7;
  private static final int SMALLEST_PLAIN = -4;

  private Numbers() {}

  /** {@code value} with {@code digits} significant digits; digits before the point always stay. */
  static String significant(double value, int digits) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value));
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= LARGEST_PLAIN || exponent < SMALLEST_PLAIN) {
      return scientific(rounded, digits, exponent);
    }
    int decimals = Math.max(0, digits - 1 - exponent);
    return minus(exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** {@code value} with a fixed number of decimals. */
  static String fixed(double value, int decimals) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    String text = exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return minus(text.matches("-0(\\.0*)?") ? text.substring(1) : text);
  }

  /** {@code "−1.05"} with {@code "[−1.09, −1.01]"} takes both from here: four digits. */
  static String estimate(double value) {
    return significant(value, 3);
  }

  /** {@code [lo, hi]}; an infinite end is written as a one-sided relation. */
  static String interval(Interval interval) {
    if (Double.isInfinite(interval.lo())) {
      return Double.isInfinite(interval.hi()) ? "any" : "≤ " + estimate(interval.hi());
    }
    return Double.isInfinite(interval.hi())
        ? "≥ " + estimate(interval.lo())
        : "[" + estimate(interval.lo()) + ", " + estimate(interval.hi()) + "]";
  }

  /** A p-value: two significant digits, never smaller than what can be resolved. */
  static String pValue(double p) {
    return p < 0.0001 ? "< 0.0001" : significant(p, 2);
  }

  /** A fraction as a percentage. */
  static String percent(double fraction, int digits) {
    return Double.isNaN(fraction)
        ? "–"
        : significant(
                new BigDecimal(Double.toString(fraction)).movePointRight(2).doubleValue(), digits)
            + " %";
  }

  /** Seconds as people say them: {@code "1 min 20 s"}. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return significant(seconds, 3) + " s";
    }
    long whole = StrictMath.round(seconds);
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return (hours > 0 ? hours + " h " : "") + minutes + " min " + whole % 60 + " s";
  }

  /** A whole number with superscript digits. */
  static String superscript(int value) {
    StringBuilder text = new StringBuilder(value < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(value)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  static String minus(String text) {
    return text.replace('-', '−');
  }

  private static String scientific(BigDecimal rounded, int digits, int exponent) {
    String mantissa =
        rounded
            .movePointLeft(exponent)
            .setScale(digits - 1, RoundingMode.HALF_EVEN)
            .toPlainString();
    return minus(mantissa) + "×10" + superscript(exponent);
  }
}
