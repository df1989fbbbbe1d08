package io.fanin.hierarchy.complexity;

import java.util.Arrays;

/**
 * Rows of symbols with their classes, kept small and written out as one-hot columns when they are
 * needed: place {@code p} of a row has the columns {@code p * alphabet … + alphabet - 1}, all zero
 * where the place is empty.
 */
public final class SymbolData {
  private final byte[] symbols; // [rows, places], -1 for an empty place
  private final int[] labels;
  private final int places;
  private final int alphabet;

  /**
   * Copies rows.
   *
   * @param rows {@code [count][places]}, at least one; symbols from 0, or -1 for an empty place
   * @param labels {@code [count]}
   * @param alphabet how many symbols there are, 1 to 127
   */
  public SymbolData(int[][] rows, int[] labels, int alphabet) {
    if (rows.length == 0 || rows.length != labels.length || alphabet < 1 || alphabet > 127) {
      throw new IllegalArgumentException(
          "need at least one row, as many labels, and 1 to 127 symbols, have %d, %d, %d"
              .formatted(rows.length, labels.length, alphabet));
    }
    this.labels = labels.clone();
    this.alphabet = alphabet;
    places = rows[0].length;
    symbols = new byte[Math.multiplyExact(rows.length, places)];
    for (int r = 0; r < rows.length; r++) {
      for (int p = 0; p < places; p++) {
        int symbol = rows[r][p];
        if (symbol < -1 || symbol >= alphabet) {
          throw new IllegalArgumentException(
              "symbols must be from -1 to %d, one was %d".formatted(alphabet - 1, symbol));
        }
        symbols[r * places + p] = (byte) symbol;
      }
    }
  }

  /** How many rows. */
  public int size() {
    return labels.length;
  }

  /** One-hot columns of a row. */
  public int columns() {
    return places * alphabet;
  }

  /** The class of a row. */
  public int label(int row) {
    return labels[row];
  }

  /** Writes a row's columns, zeros too, from {@code out[at]} on. */
  void write(int row, double[] out, int at) {
    Arrays.fill(out, at, at + columns(), 0);
    for (int p = 0; p < places; p++) {
      int symbol = symbols[row * places + p];
      if (symbol >= 0) {
        out[at + p * alphabet + symbol] = 1;
      }
    }
  }

  /** One-hot rows from the first on, {@code [count, columns()]}. */
  public double[] oneHot(int count) {
    double[] rows = new double[Math.multiplyExact(count, columns())];
    for (int r = 0; r < count; r++) {
      write(r, rows, r * columns());
    }
    return rows;
  }
}
