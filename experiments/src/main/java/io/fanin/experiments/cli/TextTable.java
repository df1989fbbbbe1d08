package io.fanin.experiments.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as they must be, two spaces between. */
final class TextTable {
  private static final int LINE = 100;
  private static final int NARROWEST = 24;

  private final List<String> headings;
  private final List<Boolean> numeric;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<String> headings) {
    this.headings = List.copyOf(headings);
    this.numeric = new ArrayList<>(headings.stream().map(h -> false).toList());
  }

  static TextTable of(String... headings) {
    return new TextTable(List.of(headings));
  }

  /** Aligns these columns to the right. */
  TextTable numbers(int... columns) {
    for (int column : columns) {
      numeric.set(column, true);
    }
    return this;
  }

  TextTable row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + headings.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Prints headings and rows; the last column is wrapped where the line would be too long. */
  void print(PrintStream out) {
    int[] widths = widths();
    print(out, headings, widths);
    for (List<String> row : rows) {
      print(out, row, widths);
    }
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int k = 0; k < widths.length; k++) {
      int column = k;
      widths[k] =
          rows.stream()
              .mapToInt(r -> r.get(column).length())
              .reduce(headings.get(k).length(), Math::max);
    }
    return widths;
  }

  private void print(PrintStream out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    int last = widths.length - 1;
    for (int k = 0; k < last; k++) {
      line.append(padded(cells.get(k), widths[k], numeric.get(k))).append("  ");
    }
    int indent = line.length();
    String tail = cells.get(last);
    if (numeric.get(last)) {
      line.append(padded(tail, widths[last], true));
      out.println(line);
      return;
    }
    List<String> parts = Wrapped.lines(tail, Math.max(NARROWEST, LINE - indent));
    out.println(line.append(parts.get(0)).toString().stripTrailing());
    for (String part : parts.subList(1, parts.size())) {
      out.println(" ".repeat(indent) + part);
    }
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - text.length()));
    return right ? space + text : text + space;
  }
}
