package io.fanin.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {
  @TempDir private Path folder;

  private static RawTable read(String text) {
    return TableReader.read("t.csv", text.getBytes(StandardCharsets.UTF_8), TableFormat.DEFAULT);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  private void refused(byte[] bytes, String name, String message) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    assertThatThrownBy(() -> TableReader.read(file, TableFormat.DEFAULT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + message);
  }

  @Test
  void cells_are_stripped_and_lines_counted_through_quotes_and_empty_lines() {
    RawTable table = read("a,b\r\n 1 ,\"x\r\ny\"\r\n\r\n2,\"say \"\"hi\"\"\"\r\n");
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.cell(0, 0)).isEqualTo("1");
    assertThat(table.cell(0, 1)).isEqualTo("x\r\ny");
    assertThat(table.cell(1, 1)).isEqualTo("say \"hi\"");
    assertThat(table.line(0)).isEqualTo(2);
    assertThat(table.line(1)).isEqualTo(5);
    assertThat(table.notes())
        .containsExactly("fields separated by commas; a header; lines that end in CR LF");
  }

  @Test
  void the_last_line_needs_no_end() {
    RawTable table = read("a,b\n1,2\n3,4");
    assertThat(table.line(0)).isEqualTo(2);
    assertThat(table.line(1)).isEqualTo(3);
    assertThat(table.cell(1, 1)).isEqualTo("4");
  }

  @Test
  void semicolons_and_tabs_are_found_and_said() {
    assertThat(read("a;b\n1,5;2\n").notes())
        .containsExactly("fields separated by semicolons; a header");
    assertThat(read("a\tb\n1\t2\n").notes()).containsExactly("fields separated by tabs; a header");
    assertThat(read("\"a;b;c\",d\n1,2\n").columns()).containsExactly("a;b;c", "d");
  }

  @Test
  void a_given_delimiter_is_not_questioned() {
    RawTable table =
        TableReader.read(
            "t.csv",
            "a,b|c\n1|2\n".getBytes(StandardCharsets.UTF_8),
            new TableFormat(true, Optional.of('|')));
    assertThat(table.columns()).containsExactly("a,b", "c");
  }

  @Test
  void a_byte_order_mark_is_left_out_and_said() {
    RawTable table = read("\uFEFFa,b\n1,2\n");
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(table.notes())
        .containsExactly("fields separated by commas; a header; a byte order mark (left out)");
  }

  @Test
  void columns_without_a_header_are_named_by_number() {
    RawTable table =
        TableReader.read(
            "t.csv",
            "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8),
            TableFormat.DEFAULT.withHeader(false));
    assertThat(table.columns()).containsExactly("1", "2");
    assertThat(table.rows()).isEqualTo(2);
  }

  @Test
  void a_packed_file_reads_as_the_plain_one() throws IOException {
    byte[] plain = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    Path file = Files.write(folder.resolve("t.csv.gz"), packed.toByteArray());
    RawTable table = TableReader.read(file, TableFormat.DEFAULT);
    assertThat(table.cell(0, 1)).isEqualTo("2");
    assertThat(table.digest())
        .isEqualTo(TableReader.read("t.csv", plain, TableFormat.DEFAULT).digest());
  }

  @Test
  void a_ragged_row_is_refused_with_its_line() {
    refused(
        "a,b\n1,2\n3\n",
        "t.csv:3: has 1 field, but the header has 2; a field that holds the delimiter must be"
            + " quoted");
    refused(
        "a,b\n1,2,3\n",
        "t.csv:2: has 3 fields, but the header has 2; a field that holds the delimiter must be"
            + " quoted");
  }

  @Test
  void an_open_quote_is_refused_with_its_line() {
    refused(
        "a,b\n1,2\n3,\"4\n5,6\n",
        "t.csv:3: a quoted field begins on this line or below it and never ends; close its quote");
  }

  @Test
  void text_after_a_closing_quote_is_refused() {
    refused(
        "a,b\n1,\"2\"x\n",
        "t.csv:2: a quoted field goes on after its closing quote; double the quotes inside it");
  }

  @Test
  void empty_files_and_headers_alone_are_refused() {
    refused("", "t.csv: is empty; a table has a header and rows");
    refused(" \n\n", "t.csv: is empty; a table has a header and rows");
    refused(
        "a,b\n", "t.csv: has a header and no rows; if its first line is data, give --no-header");
  }

  @Test
  void a_header_must_name_every_column_once() {
    refused(
        "a,b,a\n1,2,3\n", "t.csv:1: the header names 'a' twice (again as column 3); rename one");
    refused("a,,b\n1,2,3\n", "t.csv:1: column 2 of the header has no name; name it");
  }

  @Test
  void a_header_of_numbers_is_no_header() {
    refused(
        "1,2.5\n3,4\n",
        "t.csv:1: the first line holds only numbers, so it is no header; give --no-header");
  }

  @Test
  void what_is_not_utf_8_is_refused_with_its_line() throws IOException {
    refused(
        new byte[] {'a', ',', 'b', '\n', '1', ',', (byte) 0xe9, '\n'},
        "latin.csv",
        ":2: is not UTF-8 text (byte 0xe9); save it as UTF-8");
    refused(
        new byte[] {'a', '\n', (byte) 0xc3},
        "cut.csv",
        ":2: is not UTF-8 text (byte 0xc3); save it as UTF-8");
    refused(
        new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0},
        "u16.csv",
        ": is UTF-16 text; save it as UTF-8");
  }

  @Test
  void binary_files_are_refused() throws IOException {
    refused(
        new byte[] {'a', '\n', 0, '\n'},
        "zero.csv",
        ":2: holds a zero byte, so it is no text; save it as CSV");
    refused(
        new byte[] {'P', 'A', 'R', '1'},
        "t.parquet",
        ": is a Parquet file, which cannot be read; save it as CSV or CSV.gz");
    refused(
        new byte[] {'P', 'K', 3, 4},
        "t.npz",
        ": is a NumPy file, which cannot be read; save it as CSV or CSV.gz");
    refused(
        new byte[] {'P', 'K', 3, 4},
        "t.xlsx",
        ": is a zip archive (perhaps a spreadsheet), which cannot be read; save it as CSV or"
            + " CSV.gz");
    refused(
        new byte[] {0x1f, (byte) 0x8b, 8, 0, 0},
        "t.csv.gz",
        ": its gzip packing is damaged or cut short; copy it again");
  }

  @Test
  void missing_files_and_folders_are_refused() {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> TableReader.read(none, TableFormat.DEFAULT))
        .hasMessage(none + ": there is no such file");
    assertThatThrownBy(() -> TableReader.read(folder, TableFormat.DEFAULT))
        .hasMessage(folder + ": is no file; give a CSV file");
  }

  @Test
  void control_characters_of_a_file_do_not_reach_a_message() {
    refused(
        "a\u001b[2J,b,a\u001b[2J\n1,2,3\n",
        "t.csv:1: the header names 'a�[2J' twice (again as column 3); rename one");
  }
}
