package io.fanin.experiments.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Parquet files beside CSV files, with the same names, columns and values.
 *
 * <p>A column is whole numbers, numbers or truth values where every cell is one, and texts
 * otherwise; an empty cell is a missing value. Equal CSV files give equal bytes.
 */
public final class ParquetFiles {
  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private ParquetFiles() {}

  /**
   * Writes {@code NAME.parquet} for every {@code NAME.csv} of a folder; the first line of each has
   * the names of its columns.
   *
   * @throws IOException when a file cannot be read or written
   */
  public static void writeBeside(Path folder) throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.list(folder)) {
      tables = files.filter(f -> f.getFileName().toString().endsWith(".csv")).sorted().toList();
    }
    if (tables.isEmpty()) {
      return;
    }
    try (DuckDBConnection database =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      execute(database, "set threads to 1"); // the order of row groups is that of the rows
      for (Path table : tables) {
        write(database, table);
      }
    } catch (SQLException e) {
      throw new IOException("cannot write Parquet into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void write(DuckDBConnection database, Path csv) throws IOException, SQLException {
    List<String[]> lines = read(csv);
    if (lines.isEmpty()) {
      return;
    }
    String[] header = lines.get(0);
    List<String[]> rows = lines.subList(1, lines.size());
    ColumnType[] types = new ColumnType[header.length];
    List<String> definitions = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int c = 0; c < header.length; c++) {
      types[c] = type(rows, c);
      definitions.add(Sql.name(free(header[c], taken)) + " " + types[c]);
    }
    execute(database, "create table t(" + String.join(", ", definitions) + ")");
    fill(database, rows, types);
    String name = csv.getFileName().toString();
    Path target =
        csv.resolveSibling(name.substring(0, name.length() - ".csv".length()) + ".parquet");
    Path temporary = AtomicFiles.temporaryBeside(target);
    execute(database, "copy t to " + Sql.text(temporary.toString()) + " (format parquet)");
    AtomicFiles.replace(temporary, target);
    execute(database, "drop table t");
  }

  private static List<String[]> read(Path csv) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord line : parser) {
        lines.add(line.values());
      }
    }
    return lines;
  }

  /** SQL does not tell upper from lower case. */
  private static String free(String name, Set<String> taken) {
    String candidate = name;
    for (int serial = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); serial++) {
      candidate = name + "_" + serial;
    }
    return candidate;
  }

  private static ColumnType type(List<String[]> rows, int column) {
    ColumnType type = null;
    for (String[] row : rows) {
      if (!row[column].isEmpty()) {
        ColumnType own = ColumnType.of(row[column]);
        type = type == null ? own : type.join(own);
      }
    }
    return type == null ? ColumnType.VARCHAR : type;
  }

  private static void fill(DuckDBConnection database, List<String[]> rows, ColumnType[] types)
      throws SQLException {
    try (DuckDBAppender appender = database.createAppender("t")) {
      for (String[] row : rows) {
        appender.beginRow();
        for (int c = 0; c < types.length; c++) {
          append(appender, types[c], row[c]);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender row, ColumnType type, String cell) throws SQLException {
    if (cell.isEmpty()) {
      row.appendNull();
      return;
    }
    switch (type) {
      case BOOLEAN -> row.append(Boolean.parseBoolean(cell));
      case BIGINT -> row.append(Long.parseLong(cell));
      case DOUBLE -> row.append(Double.parseDouble(cell));
      case VARCHAR -> row.append(cell);
    }
  }

  private static void execute(DuckDBConnection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
