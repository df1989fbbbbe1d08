package io.fanin.kernel;

/**
 * What a loss term measures between an output block {@code y} of width {@code w} and its targets,
 * for one row; a term's value is its weight times the mean over the live rows, 0 where there is
 * none.
 *
 * <p>{@link #value} and {@link #addGradient} are the definition, in double precision through {@code
 * StrictMath}.
 */
public enum Loss {
  /** {@code (1/w) sum_j (y_j - t_j)^2}; targets are {@code w} real numbers. */
  MSE,
  /** {@code (1/w) sum_j log(1 + exp(y_j)) - t_j y_j}; targets are {@code w} numbers in [0, 1]. */
  LOGISTIC,
  /** {@code log sum_j exp(y_j) - y_t}; the target is one class index from 0 to {@code w - 1}. */
  SOFTMAX_CROSS_ENTROPY,
  /**
   * {@code (1/w) sum_j max(0, 1 - t_j y_j)}; targets are {@code w} signs, -1 or 1; slope 0 at the
   * kink.
   */
  HINGE;

  /** Target columns that a term on a block of this width reads. */
  public int targetColumns(int width) {
    return this == SOFTMAX_CROSS_ENTROPY ? 1 : width;
  }

  /**
   * The loss of one row.
   *
   * @param y holds the block's row at {@code [at, at + width)}
   * @param targets holds the row's targets from {@code from} on
   */
  public double value(double[] y, int at, int width, double[] targets, int from) {
    if (this == SOFTMAX_CROSS_ENTROPY) {
      double top = max(y, at, width);
      return StrictMath.log(sumOfExp(y, at, width, top)) + (top - y[at + (int) targets[from]]);
    }
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += addend(y[at + j], targets[from + j]);
    }
    return sum / width;
  }

  /**
   * Adds {@code scale} times the gradient of {@link #value} with respect to the row to {@code
   * out[to .. to + width)}.
   *
   * @param y holds the block's row at {@code [at, at + width)}
   * @param targets holds the row's targets from {@code from} on
   */
  public void addGradient(
      double[] y,
      int at,
      int width,
      double[] targets,
      int from,
      double scale,
      double[] out,
      int to) {
    if (this == SOFTMAX_CROSS_ENTROPY) {
      addSoftmaxGradient(y, at, width, (int) targets[from], scale, out, to);
      return;
    }
    for (int j = 0; j < width; j++) {
      out[to + j] += scale * (slope(y[at + j], targets[from + j]) / width);
    }
  }

  private double addend(double y, double t) {
    return switch (this) {
      case MSE -> (y - t) * (y - t);
      case LOGISTIC -> Activation.SOFTPLUS.value(y) - t * y;
      case HINGE -> Math.max(0, 1 - t * y);
      case SOFTMAX_CROSS_ENTROPY -> throw new IllegalStateException("not a sum over numbers");
    };
  }

  private double slope(double y, double t) {
    return switch (this) {
      case MSE -> 2 * (y - t);
      case LOGISTIC -> Activation.SIGMOID.value(y) - t;
      case HINGE -> 1 - t * y > 0 ? -t : 0;
      case SOFTMAX_CROSS_ENTROPY -> throw new IllegalStateException("not a sum over numbers");
    };
  }

  private static void addSoftmaxGradient(
      double[] y, int at, int width, int target, double scale, double[] out, int to) {
    double top = max(y, at, width);
    double sum = sumOfExp(y, at, width, top);
    for (int j = 0; j < width; j++) {
      double p = StrictMath.exp(y[at + j] - top) / sum;
      out[to + j] += scale * (j == target ? p - 1 : p);
    }
  }

  /** The maximum is subtracted from every exponent, so that none overflows. */
  private static double sumOfExp(double[] y, int at, int width, double top) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += StrictMath.exp(y[at + j] - top);
    }
    return sum;
  }

  private static double max(double[] y, int at, int width) {
    double top = y[at];
    for (int j = 1; j < width; j++) {
      top = Math.max(top, y[at + j]);
    }
    return top;
  }
}
