package io.fanin.experiments.oracle.kernel;

import io.fanin.input.InvalidInputException;

/**
 * The factorisation {@code A = U^T U} of a symmetric positive definite matrix, U upper triangular,
 * in double on one thread, with the same bits on every machine.
 *
 * <p>The leading {@code m} rows and columns of U are the factor of those of A, so one factorisation
 * serves a whole ladder of nested sets: {@link #forward} and {@link #backward} take {@code m}.
 * Costs {@code n^3 / 6} multiply-adds; the matrix is kept and overwritten.
 */
public final class Cholesky {
  private static final int BLOCK = 64; // rows updated together: their strips stay in the cache
  private static final int STRIP = 512;
  private static final double POSITIVITY = 1e-15; // of a pivot, over the diagonal it came from

  private final double[][] u;

  private Cholesky(double[][] u) {
    this.u = u;
  }

  /**
   * Factors a matrix.
   *
   * @param matrix {@code [n][n]}, of which the upper triangle is read; overwritten
   * @param ridge what was added to the diagonal, for the message
   * @throws InvalidInputException if the matrix is not positive definite
   */
  public static Cholesky of(double[][] matrix, double ridge) {
    int n = matrix.length;
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = matrix[i][i];
    }
    double[] factors = new double[BLOCK];
    for (int k0 = 0; k0 < n; k0 += BLOCK) {
      int k1 = Math.min(n, k0 + BLOCK);
      for (int i = k0; i < k1; i++) {
        subtract(matrix, i, i, n, k0, i, factors);
        if (!(matrix[i][i] > POSITIVITY * diagonal[i])) {
          throw new InvalidInputException(
              "the kernel matrix of %d rows with ridge %s is not positive definite; raise the ridge"
                  .formatted(n, ridge));
        }
        scale(matrix[i], i);
      }
      for (int j0 = k1; j0 < n; j0 += STRIP) {
        int j1 = Math.min(n, j0 + STRIP);
        for (int i = k1; i < j1; i++) {
          subtract(matrix, i, Math.max(i, j0), j1, k0, k1, factors);
        }
      }
    }
    return new Cholesky(matrix);
  }

  /** Row {@code i} less what rows {@code [from, to)} of the factor take away from it. */
  private static void subtract(
      double[][] a, int i, int low, int high, int from, int to, double[] factors) {
    for (int k = from; k < to; k++) {
      factors[k - from] = -a[k][i];
    }
    RowCombination.add(a[i], low, high, factors, a, from, to);
  }

  private static void scale(double[] row, int i) {
    double inverse = 1 / Math.sqrt(row[i]);
    for (int j = i; j < row.length; j++) {
      row[j] *= inverse;
    }
  }

  /** How many rows were factored. */
  public int size() {
    return u.length;
  }

  /**
   * Solves {@code U^T z = b} for the leading {@code m} rows, in place.
   *
   * @param b {@code [at least m][columns]}; the first m rows become z
   */
  public void forward(double[][] b, int m) {
    double[] factors = new double[BLOCK];
    for (int k0 = 0; k0 < m; k0 += BLOCK) {
      int k1 = Math.min(m, k0 + BLOCK);
      for (int j0 = 0; j0 < k0; j0 += BLOCK) {
        for (int k = k0; k < k1; k++) {
          takeAbove(b, k, j0, j0 + BLOCK, factors);
        }
      }
      for (int k = k0; k < k1; k++) {
        takeAbove(b, k, k0, k, factors);
        divide(b[k], u[k][k]);
      }
    }
  }

  private void takeAbove(double[][] b, int k, int from, int to, double[] factors) {
    for (int j = from; j < to; j++) {
      factors[j - from] = -u[j][k];
    }
    RowCombination.add(b[k], 0, b[k].length, factors, b, from, to);
  }

  /**
   * Solves {@code U x = z} for the leading {@code m} rows, in place.
   *
   * @param z {@code [at least m][columns]}; the first m rows become x
   */
  public void backward(double[][] z, int m) {
    double[] factors = new double[BLOCK];
    for (int k0 = (m - 1) / BLOCK * BLOCK; k0 >= 0; k0 -= BLOCK) {
      int k1 = Math.min(m, k0 + BLOCK);
      for (int j0 = k1; j0 < m; j0 += BLOCK) {
        for (int k = k0; k < k1; k++) {
          takeBelow(z, k, j0, Math.min(m, j0 + BLOCK), factors);
        }
      }
      for (int k = k1 - 1; k >= k0; k--) {
        takeBelow(z, k, k + 1, k1, factors);
        divide(z[k], u[k][k]);
      }
    }
  }

  private void takeBelow(double[][] z, int k, int from, int to, double[] factors) {
    for (int j = from; j < to; j++) {
      factors[j - from] = -u[k][j];
    }
    RowCombination.add(z[k], 0, z[k].length, factors, z, from, to);
  }

  private static void divide(double[] row, double by) {
    for (int c = 0; c < row.length; c++) {
      row[c] /= by;
    }
  }

  /** {@code A^(-1) y}, {@code [n]}. */
  public double[] solve(double[] y) {
    double[][] columns = new double[y.length][1];
    for (int i = 0; i < y.length; i++) {
      columns[i][0] = y[i];
    }
    forward(columns, y.length);
    backward(columns, y.length);
    double[] x = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      x[i] = columns[i][0];
    }
    return x;
  }
}
