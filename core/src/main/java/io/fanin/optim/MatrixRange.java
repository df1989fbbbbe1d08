package io.fanin.optim;

/**
 * Where a matrix lies in flat parameters, row by row.
 *
 * @param level which level of the network it belongs to
 * @param from first element, at least 0
 * @param rows at least 1; a row holds the weights of one unit
 * @param columns at least 1
 */
public record MatrixRange(int level, int from, int rows, int columns) {
  /** Checks the ranges. */
  public MatrixRange {
    Arguments.atLeast("from", from, 0);
    Arguments.atLeast("rows", rows, 1);
    Arguments.atLeast("columns", columns, 1);
    Math.addExact(from, Math.multiplyExact(rows, columns));
  }

  /** One after the last element. */
  public int to() {
    return from + rows * columns;
  }
}
