package io.fanin.experiments.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the columns of a table. */
public final class ColumnProfiler {
  /** A column of texts with more different values is free text. */
  static final int MOST_CATEGORIES = 100;

  private final RawTable table;
  private final int column;
  private final Collection<String> markers;
  private final Set<String> distinct = new HashSet<>();
  private int present;
  private int numbers;
  private int dates;
  private int commas;
  private int odd = -1;
  private boolean whole = true;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private double sum;

  private ColumnProfiler(RawTable table, int column, Collection<String> markers) {
    this.table = table;
    this.column = column;
    this.markers = markers;
  }

  /**
   * What a column holds.
   *
   * @param markers texts that mean a missing value
   */
  public static ColumnProfile profile(RawTable table, int column, Collection<String> markers) {
    return new ColumnProfiler(table, column, markers).profile();
  }

  /** What every column holds. */
  public static List<ColumnProfile> profiles(RawTable table, Collection<String> markers) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      profiles.add(profile(table, c, markers));
    }
    return profiles;
  }

  private ColumnProfile profile() {
    for (int row = 0; row < table.rows(); row++) {
      String cell = table.cell(row, column);
      if (!markers.contains(cell)) {
        count(cell, row);
      }
    }
    boolean numeric = present > 0 && numbers == present;
    double mean = numeric ? sum / present : Double.NaN;
    return new ColumnProfile(
        table.columns().get(column),
        kind(),
        present,
        table.rows() - present,
        distinct.size(),
        numeric && whole,
        numeric ? low : Double.NaN,
        numeric ? high : Double.NaN,
        mean,
        numeric ? deviation(mean) : Double.NaN,
        values(numeric),
        numeric ? -1 : odd);
  }

  private void count(String cell, int row) {
    present++;
    distinct.add(cell);
    double value = Cells.number(cell);
    if (Double.isNaN(value)) {
      odd = odd < 0 ? row : odd;
      dates += Cells.isDate(cell) ? 1 : 0;
      commas += Cells.hasDecimalComma(cell) ? 1 : 0;
      return;
    }
    numbers++;
    whole &= value == Math.rint(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }

  private ColumnKind kind() {
    if (present == 0) {
      return ColumnKind.EMPTY;
    }
    if (distinct.size() == 1 || numbers == present && low == high) {
      return ColumnKind.CONSTANT;
    }
    if (dates == present) {
      return ColumnKind.DATE;
    }
    boolean different = distinct.size() == present;
    if (numbers == present) {
      return different && whole ? ColumnKind.IDENTIFIER : ColumnKind.NUMBER;
    }
    if (commas > 0 && commas + numbers == present) {
      return ColumnKind.DECIMAL_COMMA;
    }
    if (2 * numbers > present) {
      return ColumnKind.MIXED;
    }
    if (different) {
      return ColumnKind.IDENTIFIER;
    }
    return distinct.size() > MOST_CATEGORIES ? ColumnKind.FREE_TEXT : ColumnKind.CATEGORY;
  }

  private double deviation(double mean) {
    double squares = 0;
    for (int row = 0; row < table.rows(); row++) {
      String cell = table.cell(row, column);
      if (!markers.contains(cell)) {
        double d = Cells.number(cell) - mean;
        squares += d * d;
      }
    }
    return Math.sqrt(squares / present);
  }

  private List<String> values(boolean numeric) {
    if (distinct.size() > ColumnProfile.MOST_VALUES) {
      return List.of();
    }
    Comparator<String> byText = Comparator.naturalOrder();
    Comparator<String> order =
        numeric ? Comparator.comparingDouble(Cells::number).thenComparing(byText) : byText;
    Set<String> sorted = new TreeSet<>(order);
    sorted.addAll(distinct);
    return List.copyOf(sorted);
  }
}
