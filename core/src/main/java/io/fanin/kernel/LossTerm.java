package io.fanin.kernel;

/**
 * One addend of what a program minimises; any block may carry one.
 *
 * <p>Its value is {@code weight / count * sum of the rows' losses}. Every provider takes the
 * quotient first, in double precision, so that a weight equal to the count cancels it exactly.
 *
 * @param name for reports, such as {@code "output"} or a node's name
 * @param loss what is measured
 * @param block the block {@code y}
 * @param targetColumn first of the target columns it reads
 * @param weight factor of the term, at least 0
 * @param replica replica whose loss it is
 * @param stream which of a batch's row lists chooses the target row
 */
public record LossTerm(
    String name, Loss loss, int block, int targetColumn, double weight, int replica, int stream) {
  /** Checks the ranges. */
  public LossTerm {
    if (targetColumn < 0 || replica < 0 || stream < 0 || !(weight >= 0)) {
      throw new IllegalArgumentException(
          "loss term '%s' needs target column, replica, stream and weight >= 0, has %d, %d, %d, %s"
              .formatted(name, targetColumn, replica, stream, weight));
    }
  }
}
