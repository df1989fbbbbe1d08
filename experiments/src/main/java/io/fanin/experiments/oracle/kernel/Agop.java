package io.fanin.experiments.oracle.kernel;

import java.util.List;

/**
 * The average gradient outer product {@code M = (1/n) sum grad f(x) grad f(x)^T}: the directions in
 * which a function changes.
 */
public final class Agop {
  private Agop() {}

  /** A gradient at every point. */
  @FunctionalInterface
  public interface GradientField {
    /** The gradient at {@code x}, {@code [inputs]}. */
    double[] at(double[] x);
  }

  /** The matrix over these points, {@code [inputs][inputs]}, symmetric to the last bit. */
  public static double[][] of(GradientField field, List<double[]> points) {
    int n = points.get(0).length;
    double[][] sum = new double[n][n];
    for (double[] point : points) {
      double[] g = field.at(point);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          sum[i][j] += g[i] * g[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        sum[i][j] /= points.size();
        sum[j][i] = sum[i][j];
      }
    }
    return sum;
  }

  /** The matrix over its largest entry; the same where all are 0. */
  public static double[][] normalised(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        largest = Math.max(largest, value);
      }
    }
    double[][] scaled = new double[matrix.length][];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = matrix[i].clone();
      for (int j = 0; j < scaled[i].length && largest > 0; j++) {
        scaled[i][j] /= largest;
      }
    }
    return scaled;
  }

  /** The share of the trace that stands on some coordinates: hidden progress on a parity's set. */
  public static double mass(double[][] matrix, boolean[] coordinates) {
    double on = 0;
    double all = 0;
    for (int i = 0; i < matrix.length; i++) {
      all += matrix[i][i];
      on += coordinates[i] ? matrix[i][i] : 0;
    }
    return on / all;
  }
}
