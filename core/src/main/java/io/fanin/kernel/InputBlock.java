package io.fanin.kernel;

/**
 * A block of the plan that is read from the data.
 *
 * @param name for reports and files
 * @param column first column of the data row
 * @param width how many columns
 * @param stream which of a batch's row lists chooses the row; 0 where all replicas share one batch
 */
public record InputBlock(String name, int column, int width, int stream) {
  /** Checks the ranges. */
  public InputBlock {
    if (column < 0 || width < 1 || stream < 0) {
      throw new IllegalArgumentException(
          "input block '%s' needs column >= 0, width >= 1 and stream >= 0, has %d, %d, %d"
              .formatted(name, column, width, stream));
    }
  }
}
