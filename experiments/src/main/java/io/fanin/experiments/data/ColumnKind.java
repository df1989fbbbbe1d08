package io.fanin.experiments.data;

import java.util.Locale;

/** What a column of a table holds. */
public enum ColumnKind {
  /** Numbers, in whose order one may trust. */
  NUMBER,
  /** Texts of which there are few. */
  CATEGORY,
  /** A different whole number or text in every row: a name of the row. */
  IDENTIFIER,
  /** Dates or times. */
  DATE,
  /** The same value in every row. */
  CONSTANT,
  /** No value in any row. */
  EMPTY,
  /** Numbers in most rows and other texts in some. */
  MIXED,
  /** Numbers with a decimal comma. */
  DECIMAL_COMMA,
  /** Texts of which there are many. */
  FREE_TEXT;

  /** In lower case, for tables and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
