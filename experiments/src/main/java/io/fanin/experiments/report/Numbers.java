package io.fanin.experiments.report;

import io.fanin.experiments.result.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers read on a page: rounded, with a real minus sign, the same on every machine. */
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final int NO_DECIMALS = -1;
  private static final int MOST_DECIMALS = 5;
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

  /** An estimate with as many decimals as its interval supports: −1.059 for a width of 0.048. */
  static String estimate(double value, Interval interval) {
    int decimals = decimals(interval);
    return decimals == NO_DECIMALS || Double.isNaN(value) || Double.isInfinite(value)
        ? significant(value, 3)
        : fixed(value, decimals);
  }

  /** {@code [lo, hi]}; an infinite end is written as a one-sided relation. */
  static String interval(Interval interval) {
    if (Double.isInfinite(interval.lo())) {
      return Double.isInfinite(interval.hi()) ? "any" : "≤ " + significant(interval.hi(), 3);
    }
    return Double.isInfinite(interval.hi())
        ? "≥ " + significant(interval.lo(), 3)
        : "[" + estimate(interval.lo(), interval) + ", " + estimate(interval.hi(), interval) + "]";
  }

  /** A number as short as it is exact to four digits: −1, 0.3333. */
  static String brief(double value) {
    String text = significant(value, 4);
    return text.contains(".") && !text.contains("×")
        ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
        : text;
  }

  /** Decimals that give half the interval's width two significant digits, if they are few. */
  private static int decimals(Interval interval) {
    double half = (interval.hi() - interval.lo()) / 2;
    double largest = Math.max(Math.abs(interval.lo()), Math.abs(interval.hi()));
    if (!(half > 0 && largest < 1e6)) {
      return NO_DECIMALS;
    }
    int decimals = Math.max(0, 1 - (int) Math.floor(StrictMath.log10(half)));
    return decimals > MOST_DECIMALS ? NO_DECIMALS : decimals;
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
