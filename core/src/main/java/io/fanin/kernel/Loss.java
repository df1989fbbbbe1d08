package io.fanin.kernel;

/**
 * What a loss term measures between an output block {@code y} of width {@code w} and its targets,
 * for one row; a term's value is the mean over the live rows.
 */
public enum Loss {
  /** {@code (1/w) sum_j (y_j - t_j)^2}; targets are {@code w} real numbers. */
  MSE,
  /** {@code (1/w) sum_j log(1 + exp(y_j)) - t_j y_j}; targets are {@code w} numbers in [0, 1]. */
  LOGISTIC,
  /** {@code log sum_j exp(y_j) - y_t}; the target is one class index from 0 to {@code w - 1}. */
  SOFTMAX_CROSS_ENTROPY,
  /** {@code (1/w) sum_j max(0, 1 - t_j y_j)}; targets are {@code w} signs, -1 or 1. */
  HINGE;

  /** Target columns that a term on a block of this width reads. */
  public int targetColumns(int width) {
    return this == SOFTMAX_CROSS_ENTROPY ? 1 : width;
  }
}
