package io.fanin.experiments.oracle.kernel;

import io.fanin.experiments.oracle.kernel.Agop.GradientField;
import java.util.ArrayList;
import java.util.List;

/**
 * The recursive feature machine: kernel ridge regression with {@code K(x, z) = exp(-|x - z|_M /
 * width)}, whose metric M becomes the average gradient outer product of its own prediction, again
 * and again (A. Radhakrishnan, D. Beaglehole, P. Pandit, M. Belkin, Science 2024). It finds the
 * subspace that a target depends on, not its graph.
 *
 * @param metric the last M, {@code [inputs][inputs]}, largest entry 1
 * @param weights of the last regression, {@code [n]}
 * @param rows of the training set, {@code [n][inputs]}
 * @param width of the kernel
 */
public record FeatureMachine(double[][] metric, double[] weights, double[][] rows, double width) {
  private static final double SMALLEST = 1e-10; // below, a distance has no gradient to speak of

  /**
   * Trains from {@code M = I}.
   *
   * @param iterations regressions, each but the last followed by a new metric; at least 1
   * @param ridge at least 0
   */
  public static FeatureMachine fit(
      double[][] rows, double[] targets, double width, double ridge, int iterations) {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be >= 1, was " + iterations);
    }
    double[][] metric = identity(rows[0].length);
    for (int t = 1; ; t++) {
      double[][] now = metric;
      Kernel kernel = (x, z) -> StrictMath.exp(-distance(now, x, z) / width);
      double[] weights = KernelRidge.fit(kernel, rows, targets, ridge).weights();
      FeatureMachine machine = new FeatureMachine(metric, weights, rows, width);
      if (t == iterations) {
        return machine;
      }
      List<double[]> points = new ArrayList<>(List.of(rows));
      metric = Agop.normalised(Agop.of(machine::gradient, points));
    }
  }

  private static double[][] identity(int n) {
    double[][] one = new double[n][n];
    for (int i = 0; i < n; i++) {
      one[i][i] = 1;
    }
    return one;
  }

  /** {@code sqrt((x - z)^T M (x - z))}. */
  private static double distance(double[][] m, double[] x, double[] z) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double inner = 0;
      for (int j = 0; j < x.length; j++) {
        inner += m[i][j] * (x[j] - z[j]);
      }
      sum += (x[i] - z[i]) * inner;
    }
    return Math.sqrt(Math.max(0, sum)); // M is semi-definite up to rounding
  }

  /** The prediction at a row. */
  public double value(double[] x) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += weights[i] * StrictMath.exp(-distance(metric, x, rows[i]) / width);
    }
    return sum;
  }

  /** The prediction's gradient; a training row within 1e-10 has none and is left out. */
  public double[] gradient(double[] x) {
    int n = x.length;
    double[] gradient = new double[n];
    for (int r = 0; r < rows.length; r++) {
      double d = distance(metric, x, rows[r]);
      if (d > SMALLEST) {
        double factor = -weights[r] * StrictMath.exp(-d / width) / (width * d);
        for (int i = 0; i < n; i++) {
          double inner = 0;
          for (int j = 0; j < n; j++) {
            inner += metric[i][j] * (x[j] - rows[r][j]);
          }
          gradient[i] += factor * inner;
        }
      }
    }
    return gradient;
  }

  /** The gradient as a field. */
  public GradientField field() {
    return this::gradient;
  }
}
