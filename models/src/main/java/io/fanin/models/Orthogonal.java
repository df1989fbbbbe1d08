package io.fanin.models;

import io.fanin.optim.Role;
import io.fanin.random.RandomStream;

/**
 * Weight matrices with orthonormal rows, or columns where there are fewer of these; zero biases.
 *
 * <p>Gram-Schmidt, twice for accuracy, on independent normal numbers (Saxe, McClelland and Ganguli
 * 2014). Cost {@code rows * columns * min(rows, columns)}.
 */
record Orthogonal() implements Initialiser {
  @Override
  public String id() {
    return "orthogonal";
  }

  @Override
  public void fill(Site site, double[] out, RandomStream stream) {
    if (site.role() == Role.BIAS) {
      return;
    }
    boolean wide = site.rows() <= site.columns();
    int count = wide ? site.rows() : site.columns();
    double[][] basis = orthonormal(count, wide ? site.columns() : site.rows(), stream);
    for (int r = 0; r < site.rows(); r++) {
      for (int c = 0; c < site.columns(); c++) {
        out[site.offset() + r * site.columns() + c] = wide ? basis[r][c] : basis[c][r];
      }
    }
  }

  private static double[][] orthonormal(int count, int length, RandomStream stream) {
    double[][] basis = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < length; j++) {
        basis[i][j] = stream.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          add(basis[i], -dot(basis[i], basis[k]), basis[k]);
        }
      }
      double norm = Math.sqrt(dot(basis[i], basis[i]));
      for (int j = 0; j < length; j++) {
        basis[i][j] /= norm;
      }
    }
    return basis;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }
}
