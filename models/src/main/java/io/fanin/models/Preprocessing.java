package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * From a row of a table to the numbers that a network reads, and from its output back.
 *
 * <p>The numbers of a row stand side by side in the order of the columns: one for a numeric column,
 * one per category otherwise.
 *
 * @param missing texts that mean a missing value, such as {@code ""} and {@code "NA"}
 * @param columns at least one, with different names
 * @param target what is predicted
 */
public record Preprocessing(List<String> missing, List<Column> columns, Target target) {
  /** Copies the lists and checks them. */
  public Preprocessing {
    missing = List.copyOf(missing);
    columns = List.copyOf(columns);
    if (columns.isEmpty()
        || columns.stream().map(Column::name).distinct().count() != columns.size()) {
      throw new IllegalArgumentException("preprocessing needs columns with different names");
    }
    if (new HashSet<>(missing).size() != missing.size()) {
      throw new IllegalArgumentException("markers of missing values must differ");
    }
  }

  /** Numbers {@code x0, x1, …} that are fed to the network as they are. */
  public static Preprocessing none(int columns, Target target) {
    List<Column> plain = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      plain.add(new Column.Numeric("x" + i, 0, 1, false));
    }
    return new Preprocessing(List.of(), plain, target);
  }

  /** How many numbers a row becomes. */
  public int width() {
    return columns.stream().mapToInt(Column::width).sum();
  }

  /**
   * The numbers of a row.
   *
   * @param row one per column: a number, or the index of a category; NaN if missing
   * @throws InvalidInputException if a value is missing where none was in the training data
   */
  public double[] encode(double[] row) {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has %d numbers, one per column, not %d".formatted(columns.size(), row.length));
    }
    double[] out = new double[width()];
    int at = 0;
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      if (Double.isNaN(row[i]) && !column.missing()) {
        throw new InvalidInputException(
            "column '%s' has no value, and the training data had one in every row; give one"
                .formatted(column.name()));
      }
      column.encode(row[i], out, at);
      at += column.width();
    }
    return out;
  }

  /**
   * The numbers of a row given as text; further entries are left alone.
   *
   * @param row values by name of the column
   * @throws InvalidInputException if a column is not there or its text cannot be used
   */
  public double[] encode(Map<String, String> row) {
    double[] values = new double[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Column column = columns.get(i);
      String text = row.get(column.name());
      if (text == null) {
        throw new InvalidInputException(
            "the row has no column '%s'%s"
                .formatted(column.name(), Suggestions.hint(column.name(), row.keySet())));
      }
      String value = text.strip();
      values[i] = missing.contains(value) ? Double.NaN : column.parse(value);
    }
    return encode(values);
  }
}
