package io.fanin.experiments.claim.approximation;

import java.util.function.ToDoubleFunction;

/**
 * Piecewise polynomial interpolation on a tensor grid over a box.
 *
 * <p>Order 2 is multilinear; order 4 is cubic, through the four nearest knots of each axis
 * (one-sided at the ends). For a function with bounded derivatives of that order the sup error is
 * {@code O(h^order)}, {@code h} the width of an interval. Points outside the box are clipped to it.
 */
final class TensorInterpolant {
  /** Most knots that are held: 32 MiB. */
  static final int LARGEST = 1 << 22;

  private final int dimension;
  private final int intervals;
  private final int order;
  private final double[] low;
  private final double[] step;
  private final double[] values;
  private final int[] strides;

  /**
   * Samples a function at the knots.
   *
   * @param order 2 or 4
   * @param intervals of each axis, at least {@code order - 1}
   * @param low lower corner of the box, {@code [dimension]}
   * @param high upper corner
   */
  TensorInterpolant(
      int order, int intervals, double[] low, double[] high, ToDoubleFunction<double[]> function) {
    if ((order != 2 && order != 4) || intervals < order - 1) {
      throw new IllegalArgumentException(
          "order must be 2 or 4 with at least order - 1 intervals, were %d and %d"
              .formatted(order, intervals));
    }
    this.dimension = low.length;
    this.intervals = intervals;
    this.order = order;
    this.low = low.clone();
    step = new double[dimension];
    strides = new int[dimension];
    int size = 1;
    for (int axis = dimension - 1; axis >= 0; axis--) {
      step[axis] = (high[axis] - low[axis]) / intervals;
      strides[axis] = size;
      size = Math.multiplyExact(size, intervals + 1);
    }
    values = sample(size, function);
  }

  /** Knots of a grid, or {@link Long#MAX_VALUE} if there are too many to hold. */
  static long knots(int dimension, int intervals) {
    long size = 1;
    for (int axis = 0; axis < dimension; axis++) {
      size *= intervals + 1;
      if (size > LARGEST) {
        return Long.MAX_VALUE;
      }
    }
    return size;
  }

  private double[] sample(int size, ToDoubleFunction<double[]> function) {
    double[] sampled = new double[size];
    double[] point = new double[dimension];
    for (int knot = 0; knot < size; knot++) {
      for (int axis = 0; axis < dimension; axis++) {
        point[axis] = low[axis] + step[axis] * (knot / strides[axis] % (intervals + 1));
      }
      sampled[knot] = function.applyAsDouble(point);
    }
    return sampled;
  }

  /** The interpolant at a point; {@code scratch} is {@link #scratch} of the caller's own. */
  double value(double[] point, Scratch scratch) {
    int base = 0;
    for (int axis = 0; axis < dimension; axis++) {
      base += strides[axis] * locate(axis, point[axis], scratch.weights[axis]);
    }
    return sum(0, base, scratch);
  }

  /** Working memory of a caller. */
  Scratch scratch() {
    return new Scratch(dimension, order);
  }

  /** Weights of the knots that a point sees. */
  static final class Scratch {
    private final double[][] weights;

    private Scratch(int dimension, int order) {
      weights = new double[dimension][order];
    }
  }

  /**
   * The first knot of the axis that the point sees; its weight and those of the next are written.
   */
  private int locate(int axis, double x, double[] weights) {
    double t = step[axis] > 0 ? (x - low[axis]) / step[axis] : 0;
    t = Math.max(0, Math.min(intervals, t));
    int cell = Math.min(intervals - 1, (int) t);
    int first = Math.max(0, Math.min(intervals + 1 - order, cell - (order / 2 - 1)));
    for (int i = 0; i < order; i++) {
      double weight = 1;
      for (int j = 0; j < order; j++) {
        if (j != i) {
          weight *= (t - (first + j)) / (i - j);
        }
      }
      weights[i] = weight;
    }
    return first;
  }

  private double sum(int axis, int at, Scratch scratch) {
    double[] weights = scratch.weights[axis];
    double sum = 0;
    if (axis == dimension - 1) { // its knots lie side by side
      for (int i = 0; i < order; i++) {
        sum += weights[i] * values[at + i];
      }
      return sum;
    }
    for (int i = 0; i < order; i++) {
      sum += weights[i] * sum(axis + 1, at + i * strides[axis], scratch);
    }
    return sum;
  }
}
