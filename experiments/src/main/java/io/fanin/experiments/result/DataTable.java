package io.fanin.experiments.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of results: what a page shows rounded and a CSV file holds exactly.
 *
 * <p>A cell is the canonical text of its value: {@link Double#toString(double)}, {@link
 * Long#toString(long)}, {@code true}/{@code false}, or the text itself; an empty cell is a missing
 * value.
 *
 * @param id lower-case letters, digits and dashes; the name of its files, unique in a report
 * @param title one line
 * @param note how to read it; may be empty
 * @param rows each with as many cells as there are columns
 */
public record DataTable(
    String id, String title, String note, List<Column> columns, List<List<String>> rows) {

  /** What the cells of a column are. */
  public enum Type {
    /** Any text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** A number; shown with the column's number of significant digits. */
    REAL,
    /** A fraction, shown as a percentage; the file keeps the fraction. */
    PERCENT,
    /** True or false, shown as yes or no. */
    BOOLEAN
  }

  /**
   * A column.
   *
   * @param name the header
   * @param unit such as {@code "s"}; empty when there is none
   * @param digits significant digits on the page, 1 to 17
   */
  public record Column(String name, Type type, String unit, int digits) {
    public Column {
      Require.text(name, "column name");
      Require.present(type, "column type");
      Require.present(unit, "column unit");
      Require.condition(digits >= 1 && digits <= 17, "digits must be in 1..17, was " + digits);
    }

    /** {@code "name [unit]"}, or the name alone. */
    public String heading() {
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
  }

  public DataTable {
    Require.id(id, "table id");
    Require.text(title, "table title");
    Require.present(note, "table note");
    columns = Require.list(columns, "table columns");
    Require.condition(!columns.isEmpty(), "table '" + id + "' has no columns");
    List<List<String>> copies = new ArrayList<>();
    for (List<String> row : Require.list(rows, "table rows")) {
      copies.add(checked(id, columns, row, copies.size()));
    }
    rows = List.copyOf(copies);
  }

  private static List<String> checked(
      String id, List<Column> columns, List<String> row, int number) {
    List<String> cells = Require.list(row, "row of table '" + id + "'");
    Require.condition(
        cells.size() == columns.size(),
        "row %d of table '%s' has %d cells for %d columns"
            .formatted(number, id, cells.size(), columns.size()));
    for (int k = 0; k < cells.size(); k++) {
      Column column = columns.get(k);
      Require.condition(
          fits(column.type(), cells.get(k)),
          "row %d of table '%s': '%s' is not %s, as column '%s' wants"
              .formatted(number, id, cells.get(k), wanted(column.type()), column.name()));
    }
    return cells;
  }

  private static boolean fits(Type type, String cell) {
    if (cell.isEmpty()) {
      return true;
    }
    try {
      return switch (type) {
        case TEXT -> true;
        case INTEGER -> Long.toString(Long.parseLong(cell)).equals(cell);
        case REAL, PERCENT -> Double.toString(Double.parseDouble(cell)).equals(cell);
        case BOOLEAN -> cell.equals("true") || cell.equals("false");
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String wanted(Type type) {
    return switch (type) {
      case TEXT -> "a text";
      case INTEGER -> "a whole number";
      case REAL, PERCENT -> "a number as Double.toString prints it";
      case BOOLEAN -> "true or false";
    };
  }

  /** Starts a table. */
  public static Builder builder(String id, String title) {
    return new Builder(id, title);
  }

  /** Gathers columns, then rows. */
  public static final class Builder {
    private final String id;
    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private String note = "";

    private Builder(String id, String title) {
      this.id = id;
      this.title = title;
    }

    /** How to read the table. */
    public Builder note(String text) {
      note = text;
      return this;
    }

    /** A column of texts. */
    public Builder text(String name) {
      return column(new Column(name, Type.TEXT, "", 1));
    }

    /** A column of whole numbers. */
    public Builder integer(String name, String unit) {
      return column(new Column(name, Type.INTEGER, unit, 17));
    }

    /** A column of numbers, shown with {@code digits} significant digits. */
    public Builder real(String name, String unit, int digits) {
      return column(new Column(name, Type.REAL, unit, digits));
    }

    /** A column of fractions, shown as percentages with {@code digits} significant digits. */
    public Builder percent(String name, int digits) {
      return column(new Column(name, Type.PERCENT, "", digits));
    }

    /** Adds a column. */
    public Builder column(Column column) {
      columns.add(column);
      return this;
    }

    /**
     * Adds a row.
     *
     * @param values one per column: a text, a {@link Number}, a {@link Boolean} or null (missing)
     */
    public Builder row(@Nullable Object... values) {
      List<String> cells = new ArrayList<>();
      for (int k = 0; k < values.length; k++) {
        cells.add(canonical(k < columns.size() ? columns.get(k).type() : Type.TEXT, values[k]));
      }
      rows.add(cells);
      return this;
    }

    public DataTable build() {
      return new DataTable(id, title, note, columns, rows);
    }

    private static String canonical(Type type, @Nullable Object value) {
      if (value == null) {
        return "";
      }
      boolean real = type == Type.REAL || type == Type.PERCENT;
      return real && value instanceof Number number
          ? Double.toString(number.doubleValue())
          : value.toString();
    }
  }
}
