package io.fanin.experiments.oracle.kernel;

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
    int n = features.length;
    if (n < features[0].length) {
      double[][] transposed = transposed(features);
      double[] dual = KernelRidge.solve(gram(transposed, n * ridge), targets, ridge);
      return new FeatureRidge(combination(features, dual));
    }
    double[][] gram = gram(features, n * ridge);
    return new FeatureRidge(KernelRidge.solve(gram, combination(features, targets), ridge));
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

  /** The upper triangle of {@code R^T R}, with something added to its diagonal. */
  private static double[][] gram(double[][] rows, double diagonal) {
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
    for (int i = 0; i < p; i++) {
      gram[i][i] += diagonal;
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
