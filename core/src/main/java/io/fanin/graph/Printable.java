package io.fanin.graph;

/** Text from a file, made safe to show in a message. */
final class Printable {
  private Printable() {}

  /** The text with control characters and lone surrogates written as {@code U+XXXX}. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> shown.append(plain(c) ? Character.toString(c) : "U+%04X".formatted(c)));
    return shown.toString();
  }

  /** One character, quoted when it can be shown. */
  static String of(int codePoint) {
    return plain(codePoint)
        ? "'" + Character.toString(codePoint) + "'"
        : "U+%04X".formatted(codePoint);
  }

  private static boolean plain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
