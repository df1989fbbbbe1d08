package io.fanin.bounds;

import java.util.List;

/**
 * A bound on the probability of error and what it is made of.
 *
 * @param name for tables
 * @param value the bound: training error, complexity and confidence together; above 1 it says
 *     nothing (vacuous)
 * @param factors of the complexity, largest first
 */
public record Bound(String name, double value, List<Factor> factors) {
  /** Sorts the factors. */
  public Bound {
    factors = factors.stream().sorted((a, b) -> Double.compare(b.value(), a.value())).toList();
  }

  /** A factor of the complexity. */
  public record Factor(String name, double value) {}

  /** Whether it says less than that a probability is at most 1. */
  public boolean vacuous() {
    return !(value < 1);
  }

  /** The binary logarithm of the value. */
  public double log2() {
    return StrictMath.log(value) / StrictMath.log(2);
  }

  /** The largest factor. */
  public Factor dominant() {
    return factors.get(0);
  }
}
