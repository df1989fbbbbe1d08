package io.fanin.experiments.claim.kernellocality;

import io.fanin.experiments.oracle.kernel.Cholesky;
import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.oracle.kernel.RowCombination;
import java.util.List;

/**
 * Exact learning curves of ridgeless kernel regression on a Gaussian random field.
 *
 * <p>The field f has mean 0 and covariance T, the teacher. The student with kernel S, given {@code
 * f(x_1), ..., f(x_P)}, predicts {@code a.f}, {@code a = S_P^(-1) s(x)}; the mean of its squared
 * error at x over the field is {@code T(x, x) - 2 a.t(x) + a^T T_P a}, and {@code S(x, x) - s(x)^T
 * S_P^(-1) s(x)} where it is the teacher's own kernel. Samples of different P are nested: one
 * factorisation serves all.
 */
final class Curves {
  private final double[][] rows;
  private final double[][] test;
  private final List<Integer> sizes;

  /**
   * A set of samples.
   *
   * @param rows {@code [largest size][d]}
   * @param test {@code [test rows][d]}
   */
  Curves(double[][] rows, double[][] test, List<Integer> sizes) {
    this.rows = rows;
    this.test = test;
    this.sizes = sizes;
  }

  /** The upper triangle of a kernel's matrix on the samples. */
  double[][] matrix(Kernel kernel) {
    int n = rows.length;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        matrix[i][j] = kernel.of(rows[i], rows[j]);
      }
    }
    return matrix;
  }

  /** A kernel between samples and test rows, {@code [samples][test rows]}. */
  double[][] cross(Kernel kernel) {
    double[][] cross = new double[rows.length][test.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < test.length; c++) {
        cross[i][c] = kernel.of(rows[i], test[c]);
      }
    }
    return cross;
  }

  /** Mean error over the test rows at each size, of a student that is its own teacher. */
  double[] own(double[][] forward, double prior) {
    double[] errors = new double[sizes.size()];
    double explained = 0;
    int at = 0;
    for (int k = 0; k < errors.length; k++) {
      for (; at < sizes.get(k); at++) {
        for (double z : forward[at]) {
          explained += z * z;
        }
      }
      errors[k] = prior - explained / test.length;
    }
    return errors;
  }

  /**
   * Mean error over the test rows at each size.
   *
   * @param student its factor
   * @param forward the factor's forward solution of the student's cross matrix; kept
   * @param teacher upper triangle of the teacher's matrix
   * @param cross the teacher's cross matrix
   * @param prior the teacher's {@code T(x, x)}
   */
  double[] errors(
      Cholesky student, double[][] forward, double[][] teacher, double[][] cross, double prior) {
    double[] errors = new double[sizes.size()];
    for (int k = 0; k < errors.length; k++) {
      int p = sizes.get(k);
      double[][] a = new double[p][];
      for (int i = 0; i < p; i++) {
        a[i] = forward[i].clone();
      }
      student.backward(a, p);
      errors[k] = prior + (quadratic(a, teacher) - 2 * inner(a, cross)) / test.length;
    }
    return errors;
  }

  private static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int c = 0; c < a[i].length; c++) {
        sum += a[i][c] * b[i][c];
      }
    }
    return sum;
  }

  /** {@code sum_c a_c^T T a_c} over the columns of a, by the upper triangle alone. */
  private static double quadratic(double[][] a, double[][] upper) {
    int p = a.length;
    int block = 64;
    double sum = 0;
    double[][] product = new double[p][a[0].length];
    double[] factors = new double[block];
    for (int j0 = 0; j0 < p; j0 += block) { // so that the block's rows stay in the cache
      int j1 = Math.min(p, j0 + block);
      for (int i = 0; i < j1; i++) {
        int from = Math.max(i + 1, j0);
        System.arraycopy(upper[i], from, factors, 0, Math.max(0, j1 - from));
        RowCombination.add(product[i], 0, product[i].length, factors, a, from, j1);
      }
    }
    for (int i = 0; i < p; i++) {
      for (int c = 0; c < a[i].length; c++) {
        sum += a[i][c] * (upper[i][i] * a[i][c] + 2 * product[i][c]);
      }
    }
    return sum;
  }
}
