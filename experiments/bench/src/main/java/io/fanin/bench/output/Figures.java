package io.fanin.bench.output;

import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
  private static final double KIB = 1024;

  private Figures() {}

  /** At least three digits, and no fraction from 100 on; a dash for what is not a number. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A share as whole per cent. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  /** A size with its unit; a dash for what is not a number. */
  public static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "-";
    }
    String[] units = {"B", "KiB", "MiB", "GiB"};
    int unit = 0;
    double size = bytes;
    while (size >= KIB && unit < units.length - 1) {
      size /= KIB;
      unit++;
    }
    return (unit == 0 ? String.format(Locale.ROOT, "%.0f", size) : number(size))
        + " "
        + units[unit];
  }
}
