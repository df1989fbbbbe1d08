package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * Rows of one seed: to train on, to choose a start by, and to test on.
 *
 * @param inputs {@code [rows, width]}
 * @param nodes values of the target's nodes, {@code [nodes][rows]}; the last is the target
 * @param width inputs of the target
 * @param training rows to train on, which come first
 * @param held rows to choose by, and as many to test on
 */
record SplineData(double[] inputs, double[][] nodes, int width, int training, int held) {
  static SplineData draw(SplineTarget target, int seed, SettingValues values) {
    int training = values.integer(SplineRate.SAMPLES);
    int held = values.integer(SplineRate.TEST);
    int rows = training + 2 * held;
    RandomStream random =
        RandomStream.of(values.setup().seed(), "spline-rows", target.stream(), seed);
    double[] inputs = target.function().sample(random, rows);
    double[][] nodes = target.values(inputs, rows, values.setup().control());
    return new SplineData(inputs, nodes, target.inputs(), training, held);
  }

  int rows() {
    return training + 2 * held;
  }

  double[] targets() {
    return nodes[nodes.length - 1];
  }

  int[] trainingRows() {
    return range(0, training);
  }

  int[] validationRows() {
    return range(training, held);
  }

  int[] testRows() {
    return range(training + held, held);
  }

  /** Values of all nodes but the last on the test rows. */
  double[][] hiddenTruth() {
    double[][] truth = new double[nodes.length - 1][];
    Arrays.setAll(
        truth, node -> Arrays.copyOfRange(nodes[node], training + held, training + 2 * held));
    return truth;
  }

  private static int[] range(int from, int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> from + i);
    return rows;
  }
}
