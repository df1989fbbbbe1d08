package io.fanin.experiments.oracle.kernel;

/** A positive semi-definite function of two rows. */
@FunctionalInterface
public interface Kernel {
  /**
   * The kernel's value.
   *
   * @param x a row
   * @param z another of the same length
   */
  double of(double[] x, double[] z);

  /** {@code exp(-|x - z| / width)}, {@code width > 0}. */
  static Kernel laplace(double width) {
    requirePositive(width);
    return (x, z) -> StrictMath.exp(-Math.sqrt(squaredDistance(x, z)) / width);
  }

  /** {@code exp(-|x - z|^2 / (2 width^2))}, {@code width > 0}. */
  static Kernel gaussian(double width) {
    requirePositive(width);
    return (x, z) -> StrictMath.exp(-squaredDistance(x, z) / (2 * width * width));
  }

  /** {@code 1 + <x, z> + ... + <x, z>^degree}, {@code degree >= 0}. */
  static Kernel polynomial(int degree) {
    if (degree < 0) {
      throw new IllegalArgumentException("degree must be >= 0, was " + degree);
    }
    return (x, z) -> {
      double product = dot(x, z);
      double sum = 0;
      for (int k = 0; k <= degree; k++) {
        sum = 1 + product * sum;
      }
      return sum;
    };
  }

  /**
   * The mean of a kernel over all circular windows of consecutive coordinates, a local kernel (A.
   * Favero, F. Cagnetta, M. Wyart, NeurIPS 2021).
   *
   * @param size coordinates of a window, at least 1
   */
  static Kernel local(Kernel patch, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be >= 1, was " + size);
    }
    return (x, z) -> {
      double[] a = new double[size];
      double[] b = new double[size];
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < size; j++) {
          a[j] = x[(i + j) % x.length];
          b[j] = z[(i + j) % x.length];
        }
        sum += patch.of(a, b);
      }
      return sum / x.length;
    };
  }

  private static void requirePositive(double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException("width must be > 0, was " + width);
    }
  }

  /** {@code sum (x_i - z_i)^2}. */
  static double squaredDistance(double[] x, double[] z) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double d = x[i] - z[i];
      sum += d * d;
    }
    return sum;
  }

  private static double dot(double[] x, double[] z) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * z[i];
    }
    return sum;
  }
}
