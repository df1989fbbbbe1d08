package io.fanin.experiments.data;

import java.util.List;

/**
 * What a column of a table holds, as far as one can see.
 *
 * @param name of the column
 * @param kind what it holds
 * @param present rows with a value
 * @param missing rows without
 * @param distinct different values, as texts
 * @param whole whether all values are whole numbers
 * @param low smallest number; NaN where the values are not numbers
 * @param high largest number; NaN where the values are not numbers
 * @param mean of the numbers; NaN where the values are not numbers
 * @param deviation of the numbers, {@code sqrt(mean (x - mean)^2)}; NaN where they are not
 * @param values the different values where there are at most {@value ColumnProfile#MOST_VALUES},
 *     numbers by size and texts by code point; else empty
 * @param oddRow first row that does not fit the kind, for a mixed column; else -1
 */
public record ColumnProfile(
    String name,
    ColumnKind kind,
    int present,
    int missing,
    int distinct,
    boolean whole,
    double low,
    double high,
    double mean,
    double deviation,
    List<String> values,
    int oddRow) {
  /** No column with more different values is taken apart into categories. */
  public static final int MOST_VALUES = 10_000;

  /** Copies the values. */
  public ColumnProfile {
    values = List.copyOf(values);
  }

  /** Whether the values are numbers. */
  public boolean numeric() {
    return !Double.isNaN(mean);
  }
}
