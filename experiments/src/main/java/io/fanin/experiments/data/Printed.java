package io.fanin.experiments.data;

import java.util.List;

/** Texts of a file as they may stand in a message: short, and without control characters. */
final class Printed {
  private static final int LONGEST = 40;
  private static final int MOST = 40;

  private Printed() {}

  static String of(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "�");
    if (plain.codePointCount(0, plain.length()) <= LONGEST) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** Enough names to choose a suggestion from. */
  static List<String> some(List<String> names) {
    return names.stream().limit(MOST).map(Printed::of).toList();
  }
}
