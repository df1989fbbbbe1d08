package io.fanin.experiments.data;

import java.util.regex.Pattern;

/** What the text of a cell is. */
final class Cells {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,9})?");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d{1,40},\\d{1,40}");
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].{1,20})?"
              + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})( .{1,20})?"
              + "|\\d{1,2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?");

  private Cells() {}

  /** The finite number, or NaN. */
  static double number(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Double.NaN;
    }
    double value = Double.parseDouble(text);
    return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
  }

  static boolean isNumber(String text) {
    return !Double.isNaN(number(text));
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static boolean hasDecimalComma(String text) {
    return COMMA.matcher(text).matches();
  }
}
