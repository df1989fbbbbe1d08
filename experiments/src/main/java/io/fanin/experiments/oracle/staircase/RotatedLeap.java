package io.fanin.experiments.oracle.staircase;

import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * The leap of a polynomial of normal inputs that no choice of basis can lower: gradient descent
 * does not know in which coordinates a target is written, so the largest leap over rotations
 * governs it.
 *
 * <p>Subspaces are climbed in place of sets of coordinates. With V found, write h in Hermite's
 * basis of V and of its complement; the next step is the least order {@code k >= 1} in the
 * complement, and it finds all directions that occur in a coefficient of that order, given any in
 * V. A. Bietti, J. Bruna, L. Pillaud-Vivien, "On Learning Gaussian Multi-index Models with Gradient
 * Flow" (2023), call the largest k the leap; it depends on h alone.
 *
 * @param value the largest step; 0 for a constant
 * @param steps the order of each step
 * @param dimensions the dimension found after each step
 */
public record RotatedLeap(int value, List<Integer> steps, List<Integer> dimensions) {
  private static final double TOLERANCE = 1e-9;

  /** Copies the lists. */
  public RotatedLeap {
    steps = List.copyOf(steps);
    dimensions = List.copyOf(dimensions);
  }

  /**
   * The leap of a polynomial of independent standard normal variables.
   *
   * @param monomials in monomials
   */
  public static RotatedLeap of(SparsePolynomial monomials) {
    int n = monomials.variables();
    double[][] basis = identity(n); // columns; the first `found` span what is found
    int found = 0;
    List<Integer> steps = new ArrayList<>();
    List<Integer> dimensions = new ArrayList<>();
    while (true) {
      List<Term> terms = relevant(monomials.rotated(basis).inHermite());
      int from = found;
      int order = terms.stream().mapToInt(t -> tail(t, from)).filter(k -> k > 0).min().orElse(0);
      if (order == 0) {
        int value = steps.stream().mapToInt(Integer::intValue).max().orElse(0);
        return new RotatedLeap(value, steps, dimensions);
      }
      double[][] rows = flattened(terms, from, order, n);
      SingularValueDecomposition svd =
          new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows).transpose());
      int rank = 0;
      double[] singular = svd.getSingularValues();
      while (rank < singular.length && singular[rank] > TOLERANCE * singular[0]) {
        rank++;
      }
      basis = turned(basis, svd.getU().getData(), rank, from);
      found += rank;
      steps.add(order);
      dimensions.add(found);
    }
  }

  /** Terms that are not the rounding of a rotation. */
  private static List<Term> relevant(SparsePolynomial hermite) {
    double largest =
        hermite.nonConstant().stream().mapToDouble(t -> Math.abs(t.coefficient())).max().orElse(0);
    return hermite.terms().stream()
        .filter(t -> Math.abs(t.coefficient()) > TOLERANCE * largest)
        .toList();
  }

  private static int tail(Term term, int from) {
    return term.exponents().stream().skip(from).mapToInt(Integer::intValue).sum();
  }

  /**
   * For every coefficient of the order, the directions in it: with {@code H(y)} the form that
   * stands with one Hermite product of V, the gradients of its monomials, {@code [forms *
   * monomials][n - from]}. Their span is the least subspace that H lives in.
   */
  private static double[][] flattened(List<Term> terms, int from, int order, int n) {
    Map<List<Integer>, double[]> rows = new LinkedHashMap<>();
    for (Term term : terms) {
      if (tail(term, from) != order) {
        continue;
      }
      for (int i = from; i < n; i++) {
        int k = term.exponents().get(i);
        if (k > 0) {
          List<Integer> key = new ArrayList<>(term.exponents());
          key.set(i, k - 1); // the partial derivative by y_i
          rows.computeIfAbsent(key, unused -> new double[n - from])[i - from] +=
              k * term.coefficient();
        }
      }
    }
    return rows.values().toArray(double[][]::new);
  }

  /** The basis with its complement turned so that the directions found come first. */
  private static double[][] turned(double[][] basis, double[][] u, int rank, int from) {
    int n = basis.length;
    double[][] whole = completed(u, rank, n - from);
    double[][] turned = new double[n][];
    for (int i = 0; i < n; i++) {
      turned[i] = Arrays.copyOf(basis[i], n);
      for (int j = 0; j < n - from; j++) {
        double sum = 0;
        for (int l = 0; l < n - from; l++) {
          sum += basis[i][from + l] * whole[l][j];
        }
        turned[i][from + j] = Math.abs(sum) < 1e-14 ? 0 : sum;
      }
    }
    return turned;
  }

  /** The first columns of u, completed to an orthonormal basis by Gram and Schmidt, twice. */
  private static double[][] completed(double[][] u, int rank, int size) {
    double[][] columns = new double[size][];
    int have = 0;
    for (int j = 0; j < rank; j++) {
      columns[have++] = column(u, j);
    }
    for (int e = 0; e < size && have < size; e++) {
      double[] candidate = new double[size];
      candidate[e] = 1;
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < have; j++) {
          double along = dot(candidate, columns[j]);
          for (int i = 0; i < size; i++) {
            candidate[i] -= along * columns[j][i];
          }
        }
      }
      double norm = Math.sqrt(dot(candidate, candidate));
      if (norm > 1e-6) {
        for (int i = 0; i < size; i++) {
          candidate[i] /= norm;
        }
        columns[have++] = candidate;
      }
    }
    double[][] whole = new double[size][size];
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < size; i++) {
        whole[i][j] = columns[j][i];
      }
    }
    return whole;
  }

  private static double[] column(double[][] matrix, int j) {
    return Arrays.stream(matrix).mapToDouble(row -> row[j]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[][] identity(int n) {
    double[][] one = new double[n][n];
    for (int i = 0; i < n; i++) {
      one[i][i] = 1;
    }
    return one;
  }
}
