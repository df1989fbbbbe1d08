package io.fanin.experiments.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Named columns and rows of values.
 *
 * @param columns names, in order
 * @param rows each with one value a column; a value that is not there is {@code null}; unmodifiable
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {
  /** Copies names and rows. */
  public Table {
    columns = List.copyOf(columns);
    List<List<@Nullable Object>> copy = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.size() + " values for " + columns.size() + " columns");
      }
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }

  /**
   * The table as CSV by RFC 4180 with a header; a missing value is empty, NaN and the infinities
   * are words.
   */
  public String toCsv() {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180;
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      printer.printRecord(columns);
      for (List<@Nullable Object> row : rows) {
        printer.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string builder does not fail", e);
    }
    return text.toString();
  }
}
