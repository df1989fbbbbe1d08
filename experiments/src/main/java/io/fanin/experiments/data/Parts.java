package io.fanin.experiments.data;

import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * Which rows a network learns from, which choose among networks, and which are kept for the end;
 * row indices, ascending, in no two parts.
 */
record Parts(int[] training, int[] validation, int[] test) {
  /** Splits {@code 0 … rows-1} by seed. */
  static Parts split(int rows, DataRules rules) {
    int[] order = RandomStream.of(rules.seed(), "table-split").permutation(rows);
    int test = share(rows, rules.testShare());
    int validation = share(rows - test, rules.validationShare());
    return new Parts(
        part(order, test + validation, rows),
        part(order, test, test + validation),
        part(order, 0, test));
  }

  /** Splits {@code 0 … rows-1}, and keeps the {@code test} rows behind them for the end. */
  static Parts split(int rows, int test, DataRules rules) {
    int[] order = RandomStream.of(rules.seed(), "table-split").permutation(rows);
    int validation = share(rows, rules.validationShare());
    int[] behind = new int[test];
    Arrays.setAll(behind, i -> rows + i);
    return new Parts(part(order, validation, rows), part(order, 0, validation), behind);
  }

  private static int share(int rows, double share) {
    return (int) Math.max(1, Math.rint(rows * share));
  }

  private static int[] part(int[] order, int from, int to) {
    int[] part = Arrays.copyOfRange(order, from, Math.max(from, to));
    Arrays.sort(part);
    return part;
  }
}
