package io.fanin.experiments.claim.sampled;

import java.util.Arrays;

/**
 * The rows of one seed: to train on, to choose by, and to test on, in this order.
 *
 * @param inputs {@code [rows, width]}
 * @param labels {@code [rows]}; with noise, but for the test rows
 * @param nodes values of the target's constituents, {@code [nodes][rows]}; empty where there are
 *     none
 * @param width numbers of an input row
 * @param training rows to train on
 * @param validation rows to choose by
 * @param test rows to test on
 */
public record Samples(
    double[] inputs,
    double[] labels,
    double[][] nodes,
    int width,
    int training,
    int validation,
    int test) {
  /** Checks that the arrays have as many rows as are said. */
  public Samples {
    int rows = training + validation + test;
    if (labels.length != rows || inputs.length != rows * width) {
      throw new IllegalArgumentException(
          "%d rows of %d need as many labels and inputs, were %d and %d"
              .formatted(rows, width, labels.length, inputs.length));
    }
  }

  /** How many rows. */
  public int rows() {
    return labels.length;
  }

  /** First row to choose by. */
  public int firstValidation() {
    return training;
  }

  /** First row to test on. */
  public int firstTest() {
    return training + validation;
  }

  /** Some rows one by one, {@code [count][width]}. */
  public double[][] points(int from, int count) {
    double[][] points = new double[count][];
    for (int r = 0; r < count; r++) {
      points[r] = Arrays.copyOfRange(inputs, (from + r) * width, (from + r + 1) * width);
    }
    return points;
  }

  /** Labels of some rows. */
  public double[] labels(int from, int count) {
    return Arrays.copyOfRange(labels, from, from + count);
  }

  /**
   * The mean square of what a predictor is off by on some rows.
   *
   * @param predicted {@code [count]}
   */
  public double meanSquare(double[] predicted, int from) {
    double sum = 0;
    for (int r = 0; r < predicted.length; r++) {
      double d = predicted[r] - labels[from + r];
      sum += d * d;
    }
    return sum / predicted.length;
  }

  /** Values of the constituents on the test rows, {@code [nodes][test]}. */
  double[][] truth() {
    return Arrays.stream(nodes)
        .map(node -> Arrays.copyOfRange(node, firstTest(), rows()))
        .toArray(double[][]::new);
  }
}
