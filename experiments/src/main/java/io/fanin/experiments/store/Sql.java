package io.fanin.experiments.store;

/** Names and texts inside SQL. */
final class Sql {
  private Sql() {}

  /** A name in quotes. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in quotes. */
  static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
