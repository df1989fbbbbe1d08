package io.fanin.experiments.oracle.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import org.junit.jupiter.api.Test;

final class CholeskyTest {
  /** {@code |i - j|}-th entries of a matrix that is positive definite: {@code rho^|i - j|}. */
  private static double[][] decaying(int n, double rho) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = StrictMath.pow(rho, Math.abs(i - j));
      }
    }
    return a;
  }

  private static double[][] random(int n, int columns) {
    RandomStream stream = RandomStream.of(5, "cholesky-test");
    double[][] b = new double[n][columns];
    for (double[] row : b) {
      for (int c = 0; c < columns; c++) {
        row[c] = stream.nextGaussian();
      }
    }
    return b;
  }

  private static double[][] times(double[][] a, double[][] x, int m) {
    double[][] product = new double[m][x[0].length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int c = 0; c < x[0].length; c++) {
          product[i][c] += a[i][j] * x[j][c];
        }
      }
    }
    return product;
  }

  @Test
  void a_small_system_is_solved_exactly() {
    // U = [[2, 1, 0], [0, 4, 2], [0, 0, 1]]
    Cholesky factor = Cholesky.of(new double[][] {{4, 2, 0}, {0, 17, 8}, {0, 0, 5}}, 0);

    assertThat(factor.size()).isEqualTo(3);
    assertThat(factor.solve(new double[] {8, 60, 31})).containsExactly(1, 2, 3);
  }

  @Test
  void every_leading_part_solves_its_own_system() {
    int n = 700; // over several blocks and strips
    double[][] a = decaying(n, 0.9);
    Cholesky factor = Cholesky.of(decaying(n, 0.9), 0);
    for (int m : new int[] {1, 63, 64, 65, 400, n}) {
      double[][] b = random(n, 3);
      double[][] x = random(n, 3);
      factor.forward(x, m);
      factor.backward(x, m);
      double[][] back = times(a, x, m);
      double worst = 0;
      for (int i = 0; i < m; i++) {
        for (int c = 0; c < 3; c++) {
          worst = Math.max(worst, Math.abs(back[i][c] - b[i][c]));
        }
      }
      assertThat(worst).as("m = " + m).isLessThanOrEqualTo(1e-11);
      assertThat(m == n || x[m][0] == b[m][0]).as("rows from m on are left alone").isTrue();
    }
  }

  @Test
  void what_is_not_positive_definite_is_refused() {
    assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}, 0.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the kernel matrix of 2 rows with ridge 0.5 is not positive definite; raise the ridge");
    assertThatThrownBy(() -> Cholesky.of(new double[][] {{Double.NaN}}, 0))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void combinations_are_sums_of_rows_over_a_range() {
    double[][] rows = new double[21][3];
    double[] factors = new double[21];
    for (int k = 0; k < 21; k++) {
      rows[k] = new double[] {1, k, k * k};
      factors[k] = k + 1;
    }
    double[] target = {100, 100, 100};

    RowCombination.add(target, 1, 3, factors, rows, 2, 21);

    double first = 0;
    double second = 0;
    for (int k = 2; k < 21; k++) {
      first += (k - 1) * k;
      second += (k - 1) * k * k;
    }
    assertThat(target).containsExactly(100, 100 + first, 100 + second);
  }

  @Test
  void ridge_regression_by_either_matrix_is_the_same() {
    double[][] features = random(9, 30);
    double[] targets = new double[9];
    for (int r = 0; r < 9; r++) {
      targets[r] = r;
    }
    double[] dual = FeatureRidge.fit(features, targets, 0.1).weights();
    double[] residuals = new double[9];
    for (int r = 0; r < 9; r++) {
      residuals[r] = targets[r] - FeatureRidge.fit(features, targets, 0.1).value(features[r]);
    }
    for (int i = 0; i < 30; i++) { // the gradient of |y - F w|^2 + n ridge |w|^2 vanishes
      double gradient = 9 * 0.1 * dual[i];
      for (int r = 0; r < 9; r++) {
        gradient -= residuals[r] * features[r][i];
      }
      assertThat(Math.abs(gradient)).isLessThanOrEqualTo(1e-12);
    }
  }
}
