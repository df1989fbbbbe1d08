package io.fanin.bench.output;

import java.util.ArrayList;
import java.util.List;

/** A table of texts, for people and for Markdown; the first column is left-aligned. */
public final class Columns {
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  private Columns(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  /** A table without rows. */
  public static Columns of(String... headings) {
    return new Columns(List.of(headings));
  }

  /** Adds a row of as many cells as there are headings. */
  public Columns row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + headings.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Lines with columns as wide as they must be, two spaces between. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    int[] widths = widths();
    lines.add(line(headings, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int k = 0; k < widths.length; k++) {
      int column = k;
      widths[k] =
          rows.stream()
              .mapToInt(row -> row.get(column).length())
              .reduce(headings.get(k).length(), Math::max);
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      String space = " ".repeat(widths[k] - cells.get(k).length());
      line.append(k == 0 ? cells.get(k) + space : "  " + space + cells.get(k));
    }
    return line.toString().stripTrailing();
  }

  /** Lines of a Markdown table. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(row(headings));
    List<String> rule = new ArrayList<>();
    for (int k = 0; k < headings.size(); k++) {
      rule.add(k == 0 ? "---" : "---:");
    }
    lines.add(row(rule));
    rows.forEach(row -> lines.add(row(row)));
    return lines;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
