package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.List;

/**
 * A table of texts as a file holds it; immutable.
 *
 * <p>Cells are without the space around them.
 */
public final class RawTable {
  private final String source;
  private final List<String> columns;
  private final List<String[]> rows;
  private final int[] lines;
  private final List<String> notes;
  private final String digest;

  /**
   * A table of rows that all have one cell a column.
   *
   * @param lines line of the file at which each row begins, from 1
   * @param notes what the reader decided, in sentences
   * @param digest of the file's bytes
   */
  RawTable(
      String source,
      List<String> columns,
      List<String[]> rows,
      int[] lines,
      List<String> notes,
      String digest) {
    this.source = source;
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    this.lines = lines;
    this.notes = List.copyOf(notes);
    this.digest = digest;
  }

  /** Name of the file. */
  public String source() {
    return source;
  }

  /** Names of the columns, all different. */
  public List<String> columns() {
    return columns;
  }

  /** How many rows. */
  public int rows() {
    return rows.size();
  }

  /** One cell. */
  public String cell(int row, int column) {
    return rows.get(row)[column];
  }

  /** Line of the file at which a row begins, from 1. */
  public int line(int row) {
    return lines[row];
  }

  /** What the reader decided, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /** Lower-case hex of the SHA-256 of the file's bytes. */
  public String digest() {
    return digest;
  }

  /**
   * The place of a column.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public int column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new InvalidInputException(
          "%s: has no column '%s'%s"
              .formatted(source, Printed.of(name), Suggestions.hint(name, Printed.some(columns))));
    }
    return index;
  }

  /** An error at a row. */
  InvalidInputException at(int row, String problem) {
    return new InvalidInputException(source + ":" + lines[row] + ": " + problem);
  }
}
