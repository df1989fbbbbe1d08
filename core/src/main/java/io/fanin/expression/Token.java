package io.fanin.expression;

/**
 * A piece of a formula.
 *
 * @param kind what it is
 * @param text as written; empty at the end
 * @param offset where it starts
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    NUMBER,
    WORD,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return text.equals(symbol) && (kind == Kind.SYMBOL || kind == Kind.WORD);
  }

  /** For messages. */
  String quoted() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
