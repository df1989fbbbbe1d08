package io.fanin.experiments.claim.feature;

import io.fanin.random.RandomStream;

/**
 * A quadratic of a quadratic, {@code h = p + p^2 - 1}, on the sphere {@code |x|^2 = d}: {@code p(x)
 * = x^T A x} of mean 0 and variance 1, where A has half of its eigenvalues at +l, half at -l.
 *
 * <p>{@code g(p) = p + p^2} has information exponent 1. By the contraction {@code (tr A) A + 2 A^2}
 * the part of degree 2 of {@code p^2} vanishes, since {@code tr A = 0} and {@code A^2} is a
 * multiple of 1; so the part of degree 2 of h is p itself, not only in the limit of many inputs.
 * For normal x and a normal A that part would have {@code 16/d} times the variance of p: more than
 * p itself up to 16 inputs.
 *
 * @param p rows span the eigenspaces: the first half that of +l, the second that of -l; with odd d
 *     the last row has eigenvalue 0
 * @param q the quadratic that is squared: p itself unless the composition is broken
 */
record QuadraticTarget(double[][] p, double[][] q) {
  /** A target with random eigenspaces. */
  static QuadraticTarget draw(int d, long seed, int number, boolean broken) {
    double[][] p = orthonormal(RandomStream.of(seed, "feature-target", d, number), d, d);
    double[][] q =
        broken ? orthonormal(RandomStream.of(seed, "feature-broken", d, number), d, d) : p;
    return new QuadraticTarget(p, q);
  }

  /** Rows of a uniformly random frame, by Gram and Schmidt. */
  static double[][] orthonormal(RandomStream random, int count, int d) {
    double[][] rows = new double[count][d];
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < d; i++) {
        rows[r][i] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) { // the second one for what rounding left
        for (int s = 0; s < r; s++) {
          double dot = dot(rows[r], rows[s]);
          for (int i = 0; i < d; i++) {
            rows[r][i] -= dot * rows[s][i];
          }
        }
      }
      double norm = Math.sqrt(dot(rows[r], rows[r]));
      for (int i = 0; i < d; i++) {
        rows[r][i] /= norm;
      }
    }
    return rows;
  }

  static double dot(double[] x, double[] z) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * z[i];
    }
    return sum;
  }

  /** {@code p(x)}: the constituent that a network may find. */
  double feature(double[] x) {
    return value(p, x);
  }

  /** {@code h(x)}, of mean 0; {@code p + q^2 - 1} if the composition is broken. */
  double label(double[] x) {
    double square = value(q, x);
    return value(p, x) + square * square - 1;
  }

  /** On the sphere {@code E[(x^T A x)^2] = 2 tr A^2 d / (d + 2)}. */
  private static double value(double[][] frame, double[] x) {
    int d = x.length;
    int half = d / 2;
    double sum = 0;
    for (int r = 0; r < 2 * half; r++) {
      double projection = dot(frame[r], x);
      sum += (r < half ? 1 : -1) * projection * projection;
    }
    return sum * Math.sqrt((d + 2.0) / (2.0 * d * 2 * half));
  }

  /** A uniform point of the sphere. */
  static double[] sphere(RandomStream random, int d) {
    double[] x = new double[d];
    for (int i = 0; i < d; i++) {
      x[i] = random.nextGaussian();
    }
    double scale = Math.sqrt(d / dot(x, x));
    for (int i = 0; i < d; i++) {
      x[i] *= scale;
    }
    return x;
  }

  /**
   * How many polynomials of degree exactly k there are on the sphere in d dimensions, up to those
   * of lower degree: {@code C(d + k - 1, k) - C(d + k - 3, k - 2)}.
   */
  static double features(int d, int k) {
    return monomials(d, k) - (k < 2 ? 0 : monomials(d, k - 2));
  }

  /** {@code C(d + k - 1, k)}, which is also the number of Hermite polynomials. */
  static double monomials(int d, int k) {
    double count = 1;
    for (int i = 1; i <= k; i++) {
      count = count * (d + i - 1) / i;
    }
    return count;
  }
}
