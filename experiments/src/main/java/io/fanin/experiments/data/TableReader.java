package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV and CSV.gz strictly: what is not plainly a table is refused with file, line and remedy.
 *
 * <p>Fields are separated by a comma, a semicolon or a tab, whichever is most frequent in the first
 * line, and may be quoted as RFC 4180 says. Lines may end in any way; empty lines are left out.
 */
public final class TableReader {
  private static final int MAX_COLUMNS = 100_000;
  private static final int MAX_CELLS = 50_000_000;
  private static final char[] DELIMITERS = {',', ';', '\t'};

  private final String source;
  private final TableFormat format;
  private final List<String> notes = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private List<String> columns = List.of();

  private TableReader(String source, TableFormat format) {
    this.source = source;
    this.format = format;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if there is none or anything is wrong with it
   */
  public static RawTable read(Path path, TableFormat format) {
    TextFile file = TextFile.read(path);
    return new TableReader(file.source(), format).read(file);
  }

  /**
   * Reads a table from the bytes of a file, which may have a byte order mark but are not packed.
   */
  static RawTable read(String source, byte[] bytes, TableFormat format) {
    return new TableReader(source, format).read(TextFile.of(source, bytes, false));
  }

  private RawTable read(TextFile file) {
    if (file.text().isBlank()) {
      throw InvalidInputException.in(source, "is empty; a table has a header and rows");
    }
    char delimiter = format.delimiter().orElseGet(() -> delimiter(file.text()));
    note(file, delimiter);
    parse(file.text(), delimiter);
    if (rows.isEmpty()) {
      throw InvalidInputException.in(
          source, "has a header and no rows; if its first line is data, give --no-header");
    }
    int[] places = lines.stream().mapToInt(Integer::intValue).toArray();
    return new RawTable(source, columns, rows, places, notes, file.digest());
  }

  private void note(TextFile file, char delimiter) {
    List<String> traits = new ArrayList<>();
    traits.add(
        switch (delimiter) {
          case ',' -> "fields separated by commas";
          case ';' -> "fields separated by semicolons";
          case '\t' -> "fields separated by tabs";
          default -> "fields separated by '" + delimiter + "'";
        });
    traits.add(format.header() ? "a header" : "no header, columns named by number");
    if (file.packed()) {
      traits.add("packed by gzip");
    }
    if (file.mark()) {
      traits.add("a byte order mark (left out)");
    }
    if (file.text().contains("\r\n")) {
      traits.add("lines that end in CR LF");
    }
    notes.add(String.join("; ", traits));
  }

  /** The most frequent of the usual ones in the first line that is not empty, outside quotes. */
  private static char delimiter(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = DELIMITERS[0];
    int most = 0;
    for (char candidate : DELIMITERS) {
      int count = count(first, candidate);
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static int count(String line, char wanted) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      count += c == wanted && !quoted ? 1 : 0;
    }
    return count;
  }

  private void parse(String text, char delimiter) {
    CSVFormat rules =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
    int line = 1;
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(rules).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        line = (int) parser.getCurrentLineNumber() - breaks(record);
        add(record, Math.max(1, line));
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidInputException(source + ":" + line + ": " + quoting(e), e);
    }
  }

  private static int breaks(CSVRecord record) {
    int breaks = 0;
    for (String cell : record) {
      breaks += (int) cell.chars().filter(c -> c == '\n').count();
    }
    return breaks;
  }

  private static String quoting(Exception e) {
    return String.valueOf(e.getMessage()).contains("EOF")
        ? "a quoted field begins on this line or below it and never ends; close its quote"
        : "a quoted field goes on after its closing quote; double the quotes inside it";
  }

  private void add(CSVRecord record, int line) {
    if (columns.isEmpty()) {
      columns = format.header() ? header(record, line) : numbers(record.size());
      if (format.header()) {
        return;
      }
    }
    if (record.size() != columns.size()) {
      throw new InvalidInputException(ragged(record.size(), line));
    }
    if ((long) (rows.size() + 1) * columns.size() > MAX_CELLS) {
      throw InvalidInputException.in(
          source,
          "has more than the %,d cells that a table may have; take a sample of its rows"
              .formatted(MAX_CELLS));
    }
    String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = record.get(i).strip();
    }
    rows.add(cells);
    lines.add(line);
  }

  private String ragged(int size, int line) {
    return "%s:%d: has %d field%s, but %s %d; a field that holds the delimiter must be quoted"
        .formatted(
            source,
            line,
            size,
            size == 1 ? "" : "s",
            format.header() ? "the header has" : "the first row has",
            columns.size());
  }

  private List<String> numbers(int count) {
    checkColumns(count);
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }

  private void checkColumns(int count) {
    if (count > MAX_COLUMNS) {
      throw InvalidInputException.in(
          source, "has %,d columns; a table has at most %,d".formatted(count, MAX_COLUMNS));
    }
  }

  private List<String> header(CSVRecord record, int line) {
    checkColumns(record.size());
    List<String> names = record.stream().map(String::strip).toList();
    if (names.stream().allMatch(Cells::isNumber)) {
      throw new InvalidInputException(
          "%s:%d: the first line holds only numbers, so it is no header; give --no-header"
              .formatted(source, line));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        throw new InvalidInputException(
            "%s:%d: column %d of the header has no name; name it".formatted(source, line, i + 1));
      }
      if (!seen.add(name)) {
        throw new InvalidInputException(
            "%s:%d: the header names '%s' twice (again as column %d); rename one"
                .formatted(source, line, Printed.of(name), i + 1));
      }
    }
    return names;
  }
}
