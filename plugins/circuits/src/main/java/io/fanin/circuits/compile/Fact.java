package io.fanin.circuits.compile;

import java.util.Locale;

/**
 * A number about what was compiled, beside what the theory says of it.
 *
 * @param name what is counted
 * @param actual what it is
 * @param formula what it must be, such as {@code "T W"}; empty where nothing is said
 * @param predicted the formula's value; -1 where nothing is said
 * @param bound whether the formula is an upper bound and not the value
 */
record Fact(String name, long actual, String formula, double predicted, boolean bound) {
  static Fact plain(String name, long actual) {
    return new Fact(name, actual, "", -1, false);
  }

  static Fact exactly(String name, long actual, String formula, long predicted) {
    return new Fact(name, actual, formula, predicted, false);
  }

  static Fact atMost(String name, long actual, String formula, double most) {
    return new Fact(name, actual, formula, most, true);
  }

  /** Whether it is as predicted; true where nothing is said. */
  boolean holds() {
    return predicted < 0 || (bound ? actual <= predicted : actual == predicted);
  }

  /** Such as {@code "T W = 189"} or {@code "at most b 2^(3b) / 3b T W = 41,287,680"}. */
  String prediction() {
    if (predicted < 0) {
      return "";
    }
    String value = String.format(Locale.ROOT, "%,.0f", predicted);
    return (bound ? "at most " : "") + formula + " = " + value;
  }
}
