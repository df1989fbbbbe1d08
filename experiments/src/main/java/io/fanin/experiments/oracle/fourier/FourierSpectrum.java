package io.fanin.experiments.oracle.fourier;

import io.fanin.function.SparseFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * The Fourier coefficients {@code f^(S) = E[f(x) chi_S(x)]}, x uniform on {@code {-1, 1}^n}, and
 * what follows from them. R. O'Donnell, "Analysis of Boolean Functions" (2014).
 *
 * <p>A set S is the number whose bits are its members, see {@link Cube}. The fast Walsh-Hadamard
 * transform costs {@code n 2^n} additions and is exact where the values are whole numbers below
 * {@code 2^(53 - n)}. Immutable.
 */
public final class FourierSpectrum {
  private final int inputs;
  private final double[] coefficients;

  private FourierSpectrum(int inputs, double[] coefficients) {
    this.inputs = inputs;
    this.coefficients = coefficients;
  }

  /**
   * The spectrum of a table of values.
   *
   * @param values in {@link Cube}'s order, {@code [2^n]}, {@code n <= 20}
   */
  public static FourierSpectrum of(double[] values) {
    int n = Integer.numberOfTrailingZeros(values.length);
    if (Integer.bitCount(values.length) != 1 || n > Cube.MAX_INPUTS) {
      throw new IllegalArgumentException(
          "a table of 2^n values with n <= %d is needed, had %d values"
              .formatted(Cube.MAX_INPUTS, values.length));
    }
    double[] sums = values.clone();
    transform(sums);
    for (int s = 0; s < sums.length; s++) {
      sums[s] = Math.scalb(sums[s], -n);
    }
    return new FourierSpectrum(n, sums);
  }

  /** The spectrum of an output, from 0; see {@link Cube#values} for what functions it takes. */
  public static FourierSpectrum of(SparseFunction function, int output) {
    return of(Cube.values(function, function.graph().outputs()[output]));
  }

  /** {@code a(S) = sum over r of a(r) chi_S(r)}, in place. */
  static void transform(double[] a) {
    for (int half = 1; half < a.length; half *= 2) {
      for (int from = 0; from < a.length; from += 2 * half) {
        for (int r = from; r < from + half; r++) {
          double sum = a[r] + a[r + half];
          a[r + half] = a[r] - a[r + half];
          a[r] = sum;
        }
      }
    }
  }

  /** How many inputs. */
  public int inputs() {
    return inputs;
  }

  /** {@code f^(S)}; the mean of f for the empty set 0. */
  public double coefficient(int set) {
    return coefficients[set];
  }

  /** The sets with {@code |f^(S)| > tolerance}, by number of members, then by number. */
  public List<Integer> support(double tolerance) {
    List<Integer> support = new ArrayList<>();
    for (int size = 0; size <= inputs; size++) {
      for (int s = 0; s < coefficients.length; s++) {
        if (Integer.bitCount(s) == size && Math.abs(coefficients[s]) > tolerance) {
          support.add(s);
        }
      }
    }
    return support;
  }

  /** {@code E[f^2]}: the sum of all squares (Parseval). */
  public double power() {
    double sum = 0;
    for (double c : coefficients) {
      sum += c * c;
    }
    return sum;
  }

  /** {@code Var f}: the sum of the squares over non-empty sets. */
  public double variance() {
    double sum = 0;
    for (int s = 1; s < coefficients.length; s++) {
      sum += coefficients[s] * coefficients[s];
    }
    return sum;
  }

  /**
   * The junta profile {@code J_k = sum over |S| = k of f^(S)^2}, {@code [inputs + 1]} (P.
   * Disselhoff and M. Wand, ICML 2026).
   */
  public double[] weightByDegree() {
    double[] weights = new double[inputs + 1];
    for (int s = 0; s < coefficients.length; s++) {
      weights[Integer.bitCount(s)] += coefficients[s] * coefficients[s];
    }
    return weights;
  }

  /**
   * The influence {@code sum over S with i of f^(S)^2 = E[(f(x) - f(x flipped at i))^2] / 4}; for f
   * of values -1 and 1 the probability that flipping input i flips f.
   */
  public double influence(int input) {
    double sum = 0;
    for (int s = 0; s < coefficients.length; s++) {
      sum += (s >> input & 1) == 1 ? coefficients[s] * coefficients[s] : 0;
    }
    return sum;
  }

  /** The sum of all influences, {@code sum |S| f^(S)^2}: average sensitivity for f in {-1, 1}. */
  public double averageSensitivity() {
    double sum = 0;
    double[] weights = weightByDegree();
    for (int k = 0; k < weights.length; k++) {
      sum += k * weights[k];
    }
    return sum;
  }

  /** The size of the largest set with {@code |f^(S)| > tolerance}; 0 where there is none. */
  public int degree(double tolerance) {
    return support(tolerance).stream().mapToInt(Integer::bitCount).max().orElse(0);
  }
}
