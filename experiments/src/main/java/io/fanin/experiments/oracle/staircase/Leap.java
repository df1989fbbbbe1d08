package io.fanin.experiments.oracle.staircase;

import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * The leap of a polynomial and an order in which its terms can be climbed.
 *
 * <p>{@code Leap(h) = min over orders of max_i |S_i \ (S_1 u … u S_(i-1))|}, where new coordinates
 * of a term in Hermite's basis count with their exponents. Greedy is optimal: a support that has
 * been added never makes a later step longer. E. Abbe, E. Boix-Adserà, T. Misiakiewicz, "SGD
 * Learning on Neural Networks: Leap Complexity and Saddle-to-Saddle Dynamics", COLT 2023.
 *
 * @param value the largest step; 0 for a constant
 * @param order the terms in the order of the greedy climb; unmodifiable
 * @param steps new coordinates of each, in that order; unmodifiable
 */
public record Leap(int value, List<Term> order, List<Integer> steps) {
  /** Copies the lists. */
  public Leap {
    order = List.copyOf(order);
    steps = List.copyOf(steps);
  }

  /**
   * The leap of a polynomial in its own variables.
   *
   * @param polynomial in the basis of signs or in Hermite's; in monomials it has none
   */
  public static Leap of(SparsePolynomial polynomial) {
    if (polynomial.basis() == Basis.MONOMIALS) {
      throw new IllegalArgumentException("a leap belongs to the basis of signs or to Hermite's");
    }
    boolean[] seen = new boolean[polynomial.variables()];
    List<Term> left = new ArrayList<>(polynomial.nonConstant());
    List<Term> order = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    int value = 0;
    while (!left.isEmpty()) {
      Term next = left.get(0);
      for (Term term : left) {
        next = fresh(term, seen) < fresh(next, seen) ? term : next;
      }
      int step = fresh(next, seen);
      value = Math.max(value, step);
      steps.add(step);
      order.add(next);
      left.remove(next);
      for (int i = 0; i < seen.length; i++) {
        seen[i] |= next.exponents().get(i) > 0;
      }
    }
    return new Leap(value, order, steps);
  }

  private static int fresh(Term term, boolean[] seen) {
    int fresh = 0;
    for (int i = 0; i < seen.length; i++) {
      fresh += seen[i] ? 0 : term.exponents().get(i);
    }
    return fresh;
  }

  /** The exponent of d in the steps of online descent, {@code max(leap - 1, 1)}. */
  public int stepExponent() {
    return Math.max(value - 1, 1);
  }
}
