package io.fanin.optim;

/** Sums over vectors in order, so that their bits are fixed. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** {@code out = a + factor b}; {@code out} may be {@code a}. */
  static void addScaled(double[] a, double factor, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + factor * b[i];
    }
  }

  static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    addScaled(a, -1, b, difference);
    return difference;
  }
}
