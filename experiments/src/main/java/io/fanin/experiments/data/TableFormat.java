package io.fanin.experiments.data;

import java.util.Optional;

/**
 * What a person says about a file of rows.
 *
 * @param header whether its first line names the columns; else they are named {@code 1, 2, …}
 * @param delimiter between fields; empty to find it from the first line
 */
public record TableFormat(boolean header, Optional<Character> delimiter) {
  /** A header, and the delimiter found from the first line. */
  public static final TableFormat DEFAULT = new TableFormat(true, Optional.empty());

  /** The same with or without a header. */
  public TableFormat withHeader(boolean present) {
    return new TableFormat(present, delimiter);
  }
}
