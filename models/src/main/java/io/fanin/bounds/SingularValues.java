package io.fanin.bounds;

import java.util.Arrays;

/**
 * Singular values of a dense matrix, by one-sided Jacobi rotations: columns are turned in pairs
 * until all are orthogonal, and their lengths are the values. Accurate to a few roundings of each
 * value, small ones too; {@code O(rows columns^2)} a sweep. J. Demmel, K. Veselić, SIAM Journal on
 * Matrix Analysis 13 (1992).
 */
public final class SingularValues {
  private static final int SWEEPS = 60;
  private static final double ORTHOGONAL = 1e-15;

  private SingularValues() {}

  /**
   * All singular values, falling, {@code [min(rows, columns)]}.
   *
   * @param matrix {@code [rows, columns]}, row-major, from {@code offset} on; finite, left alone
   */
  public static double[] of(double[] matrix, int offset, int rows, int columns) {
    int wide = Math.max(rows, columns);
    int narrow = Math.min(rows, columns);
    double[][] vectors = new double[narrow][wide];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double value = matrix[offset + i * columns + j];
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
          throw new IllegalArgumentException("the matrix must be finite, held " + value);
        }
        vectors[rows >= columns ? j : i][rows >= columns ? i : j] = value;
      }
    }
    for (int sweep = 0; sweep < SWEEPS && sweep(vectors); sweep++) {}
    double[] values =
        Arrays.stream(vectors).mapToDouble(v -> Math.sqrt(dot(v, v))).sorted().toArray();
    for (int i = 0; i < narrow / 2; i++) {
      double kept = values[i];
      values[i] = values[narrow - 1 - i];
      values[narrow - 1 - i] = kept;
    }
    return values;
  }

  /** Whether anything was turned. */
  private static boolean sweep(double[][] vectors) {
    boolean turned = false;
    for (int p = 0; p < vectors.length; p++) {
      for (int q = p + 1; q < vectors.length; q++) {
        turned |= turn(vectors[p], vectors[q]);
      }
    }
    return turned;
  }

  private static boolean turn(double[] p, double[] q) {
    double product = dot(p, q);
    double pp = dot(p, p);
    double qq = dot(q, q);
    if (!(Math.abs(product) > ORTHOGONAL * Math.sqrt(pp * qq))) {
      return false;
    }
    double zeta = (qq - pp) / (2 * product);
    double t = Math.copySign(1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta)), zeta);
    double cosine = 1 / Math.sqrt(1 + t * t);
    double sine = cosine * t;
    for (int i = 0; i < p.length; i++) {
      double x = p[i];
      p[i] = cosine * x - sine * q[i];
      q[i] = sine * x + cosine * q[i];
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The numerical rank: how many values are above a share of the largest.
   *
   * @param falling values in falling order
   * @param threshold in (0, 1)
   */
  public static int rank(double[] falling, double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in (0, 1), was " + threshold);
    }
    int rank = 0;
    while (rank < falling.length && falling[rank] > threshold * falling[0]) {
      rank++;
    }
    return rank;
  }
}
