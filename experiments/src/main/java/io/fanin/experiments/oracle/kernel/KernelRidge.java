package io.fanin.experiments.oracle.kernel;

import io.fanin.input.InvalidInputException;

/**
 * Kernel ridge regression: {@code f(x) = sum_i alpha_i K(x, x_i)}, {@code (K + n ridge I) alpha =
 * y}, by {@link Cholesky}. Immutable.
 *
 * <p>Costs {@code n^3 / 6} multiply-adds and a matrix of {@code n^2} numbers.
 */
public final class KernelRidge {
  private final Kernel kernel;
  private final double[][] rows;
  private final double[] weights;

  private KernelRidge(Kernel kernel, double[][] rows, double[] weights) {
    this.kernel = kernel;
    this.rows = rows;
    this.weights = weights;
  }

  /**
   * Fits targets.
   *
   * @param rows {@code [n][inputs]}, kept
   * @param ridge at least 0; 0 interpolates, which equal rows forbid
   * @throws InvalidInputException if the matrix is not positive definite
   */
  public static KernelRidge fit(Kernel kernel, double[][] rows, double[] targets, double ridge) {
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("ridge must be >= 0, was " + ridge);
    }
    int n = rows.length;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = kernel.of(rows[i], rows[j]);
        matrix[j][i] = matrix[i][j];
      }
      matrix[i][i] += n * ridge;
    }
    return new KernelRidge(kernel, rows, solve(matrix, targets, ridge));
  }

  static double[] solve(double[][] matrix, double[] targets, double ridge) {
    return Cholesky.of(matrix, ridge).solve(targets);
  }

  /** The prediction at a row. */
  public double value(double[] x) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += weights[i] * kernel.of(x, rows[i]);
    }
    return sum;
  }

  /** The predictions at rows. */
  public double[] values(double[][] at) {
    double[] values = new double[at.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(at[i]);
    }
    return values;
  }

  /** {@code alpha}, {@code [n]}. */
  public double[] weights() {
    return weights.clone();
  }
}
