package io.fanin.experiments.oracle.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Ridge regression on given features: {@code w = (F^T F + n ridge I)^(-1) F^T y}. Immutable; the
 * same predictions as kernel ridge regression with {@code K = F F^T}.
 */
public final class FeatureRidge {
  private static final int BLOCK = 64; // rows summed together: they stay in the cache

  private final double[] weights;

  private FeatureRidge(double[] weights) {
    this.weights = weights;
  }

  /**
   * Fits targets; by the smaller of {@code F^T F} and {@code F F^T}.
   *
   * @param features {@code [n][p]}
   * @param ridge positive where {@code p > n}
   */
  public static FeatureRidge fit(double[][] features, double[] targets, double ridge) {
    return path(features, targets, List.of(ridge)).get(0);
  }

  /**
   * The fits for several ridges, in their order; the matrix of products, which costs most, is
   * computed once.
   */
  public static List<FeatureRidge> path(
      double[][] features, double[] targets, List<Double> ridges) {
    int n = features.length;
    boolean dual = n < features[0].length;
    double[][] gram = gram(dual ? transposed(features) : features);
    double[] right = dual ? targets : combination(features, targets);
    List<FeatureRidge> fits = new ArrayList<>();
    for (double ridge : ridges) {
      double[][] matrix = new double[gram.length][];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] = gram[i].clone();
        matrix[i][i] += n * ridge;
      }
      double[] solution = KernelRidge.solve(matrix, right, ridge);
      fits.add(new FeatureRidge(dual ? combination(features, solution) : solution));
    }
    return fits;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int r = 0; r < matrix.length; r++) {
      for (int c = 0; c < transposed.length; c++) {
        transposed[c][r] = matrix[r][c];
      }
    }
    return transposed;
  }

  /** The upper triangle of {@code R^T R}. */
  private static double[][] gram(double[][] rows) {
    int p = rows[0].length;
    double[][] gram = new double[p][p];
    double[] factors = new double[BLOCK];
    for (int from = 0; from < rows.length; from += BLOCK) {
      int to = Math.min(rows.length, from + BLOCK);
      for (int i = 0; i < p; i++) {
        for (int r = from; r < to; r++) {
          factors[r - from] = rows[r][i];
        }
        RowCombination.add(gram[i], i, p, factors, rows, from, to);
      }
    }
    return gram;
  }

  /** {@code sum_r factors[r] rows[r]}. */
  private static double[] combination(double[][] rows, double[] factors) {
    double[] sum = new double[rows[0].length];
    RowCombination.add(sum, 0, sum.length, factors, rows, 0, rows.length);
    return sum;
  }

  /** The prediction from a row's features. */
  public double value(double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  /** {@code w}, {@code [p]}. */
  public double[] weights() {
    return weights.clone();
  }
}
