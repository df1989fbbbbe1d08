package io.fanin.experiments.report;

import io.fanin.experiments.result.DataTable;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Tables as CSV by RFC 4180: exact values, CRLF, a header line. */
final class CsvText {
  private CsvText() {}

  /** The cells as they are; the header has the units. */
  static String of(DataTable table) throws IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
      csv.printRecord(table.columns().stream().map(DataTable.Column::heading).toList());
      for (List<String> row : table.rows()) {
        csv.printRecord(row);
      }
    }
    return out.toString();
  }
}
