package io.fanin.experiments.oracle.kernel;

/**
 * Ridge regression on given features: {@code w = (F^T F + n ridge I)^(-1) F^T y}. Immutable; the
 * same predictions as kernel ridge regression with {@code K = F F^T}.
 */
public final class FeatureRidge {
  private final double[] weights;

  private FeatureRidge(double[] weights) {
    this.weights = weights;
  }

  /**
   * Fits targets.
   *
   * @param features {@code [n][p]}
   * @param ridge positive where {@code p > n}
   */
  public static FeatureRidge fit(double[][] features, double[] targets, double ridge) {
    int n = features.length;
    int p = features[0].length;
    double[][] matrix = new double[p][p];
    double[] right = new double[p];
    for (int r = 0; r < n; r++) {
      double[] f = features[r];
      for (int i = 0; i < p; i++) {
        double fi = f[i];
        double[] row = matrix[i];
        for (int j = 0; j < p; j++) {
          row[j] += fi * f[j];
        }
        right[i] += fi * targets[r];
      }
    }
    for (int i = 0; i < p; i++) {
      matrix[i][i] += n * ridge;
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    return new FeatureRidge(KernelRidge.solve(matrix, right, ridge));
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
