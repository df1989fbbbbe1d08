package io.fanin.experiments.oracle.staircase;

import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signed permutations of the variables that leave a function of signs as it is: {@code h(s_1
 * z_p(1), …) = h(z)}. Computed by trying all, so nothing is assumed of the function.
 */
public final class SignedPermutations {
  /** Most variables whose {@code n! 2^n} signed permutations are tried. */
  public static final int MAX_VARIABLES = 8;

  private final int variables;
  private final double[] projection;
  private final int order;

  private SignedPermutations(int variables, double[] projection, int order) {
    this.variables = variables;
    this.projection = projection;
    this.order = order;
  }

  /**
   * The group of a function.
   *
   * @param signs in the basis of signs, of at most 8 variables
   * @throws InvalidInputException if there are more
   */
  public static SignedPermutations of(SparsePolynomial signs) {
    int n = signs.variables();
    if (signs.basis() != Basis.SIGNS) {
      throw new IllegalArgumentException("the function must be in the basis of signs");
    }
    if (n > MAX_VARIABLES) {
      throw new InvalidInputException(
          "the polynomial has %d variables; all symmetries can be tried for at most %d"
              .formatted(n, MAX_VARIABLES));
    }
    Map<Integer, Double> coefficients = new TreeMap<>();
    for (Term term : signs.terms()) {
      coefficients.put(set(term.exponents()), term.coefficient());
    }
    double[] sum = new double[n * n];
    int order = 0;
    for (int[] to : permutations(n)) {
      for (int flips = 0; flips < 1 << n; flips++) {
        if (leaves(coefficients, to, flips)) {
          order++;
          for (int i = 0; i < n; i++) {
            sum[to[i] * n + i] += (flips >> i & 1) == 1 ? -1 : 1;
          }
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= order;
    }
    return new SignedPermutations(n, sum, order);
  }

  private static int set(List<Integer> exponents) {
    int set = 0;
    for (int i = 0; i < exponents.size(); i++) {
      set |= exponents.get(i) << i;
    }
    return set;
  }

  /** Whether {@code z_i -> +-z_to(i)} maps every term to an equal one. */
  private static boolean leaves(Map<Integer, Double> coefficients, int[] to, int flips) {
    for (Map.Entry<Integer, Double> term : coefficients.entrySet()) {
      int image = 0;
      for (int i = 0; i < to.length; i++) {
        image |= (term.getKey() >> i & 1) << to[i];
      }
      double sign = Integer.bitCount(term.getKey() & flips) % 2 == 0 ? 1 : -1;
      Double there = coefficients.get(image);
      if (there == null || there != sign * term.getValue()) {
        return false;
      }
    }
    return true;
  }

  private static List<int[]> permutations(int n) {
    List<int[]> all = new ArrayList<>();
    grow(new int[0], n, all);
    return all;
  }

  private static void grow(int[] start, int n, List<int[]> all) {
    if (start.length == n) {
      all.add(start);
      return;
    }
    for (int next = 0; next < n; next++) {
      int candidate = next;
      if (Arrays.stream(start).noneMatch(used -> used == candidate)) {
        int[] longer = Arrays.copyOf(start, start.length + 1);
        longer[start.length] = next;
        grow(longer, n, all);
      }
    }
  }

  /** How many there are; 1 means the identity alone. */
  public int order() {
    return order;
  }

  /**
   * Projects a vector, in place, on what the group leaves as it is: its mean over the group. Sums
   * of equal numbers of opposite signs come out as exactly 0.
   *
   * @param u holds the vector at {@code [at, at + variables)}
   */
  public void project(double[] u, int at) {
    double[] mean = new double[variables];
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        mean[i] += projection[i * variables + j] * u[at + j];
      }
    }
    System.arraycopy(mean, 0, u, at, variables);
  }
}
