package io.fanin.experiments.oracle.hierarchy;

import io.fanin.input.InvalidInputException;
import java.math.BigInteger;

/**
 * The sizes of a random hierarchy model (F. Cagnetta, L. Petrini, U. Tomasini, A. Favero, M. Wyart,
 * "How Deep Neural Networks Learn Compositional Data: The Random Hierarchy Model", Physical Review
 * X 2024).
 *
 * @param classes n_c, at least 2
 * @param symbols v at each level below the class, at least 2
 * @param synonyms m: rules of a parent, at least 1
 * @param branching s: symbols that a rule writes, at least 2
 * @param levels L, at least 1
 */
public record GrammarShape(int classes, int symbols, int synonyms, int branching, int levels) {
  private static final int MOST_TUPLES = 1 << 24;
  private static final int MOST_LEAVES = 1 << 16;

  /** Checks the ranges, and that there are as many tuples as rules want. */
  public GrammarShape {
    if (classes < 2 || symbols < 2 || synonyms < 1 || branching < 2 || levels < 1) {
      throw new InvalidInputException(
          "a grammar needs classes >= 2, symbols >= 2, synonyms >= 1, branching >= 2, levels >= 1,"
              + " has %d, %d, %d, %d, %d".formatted(classes, symbols, synonyms, branching, levels));
    }
    BigInteger tuples = BigInteger.valueOf(symbols).pow(branching);
    BigInteger leaves = BigInteger.valueOf(branching).pow(levels);
    if (tuples.compareTo(BigInteger.valueOf(MOST_TUPLES)) > 0
        || leaves.compareTo(BigInteger.valueOf(MOST_LEAVES)) > 0) {
      throw new InvalidInputException(
          "symbols^branching is %s and branching^levels %s; they may be %d and %d; lower one of them"
              .formatted(tuples, leaves, MOST_TUPLES, MOST_LEAVES));
    }
    long most = tuples.longValueExact() / Math.max(classes, levels > 1 ? symbols : 0);
    if (synonyms > most) {
      throw new InvalidInputException(
          "synonyms = %d needs %d tuples of %d symbols, but there are %s; lower synonyms to %d"
              .formatted(
                  synonyms,
                  (long) synonyms * Math.max(classes, levels > 1 ? symbols : 0),
                  branching,
                  tuples,
                  most));
    }
  }

  /** Symbols of a datum: {@code s^L}. */
  public int leaves() {
    int leaves = 1;
    for (int l = 0; l < levels; l++) {
      leaves *= branching;
    }
    return leaves;
  }

  /** Rules that write one datum: {@code (s^L - 1) / (s - 1)}. */
  public int choices() {
    return (leaves() - 1) / (branching - 1);
  }

  /** Different data of one class: {@code m^((s^L - 1) / (s - 1))}. */
  public BigInteger perClass() {
    return BigInteger.valueOf(synonyms).pow(choices());
  }

  /** Different data in all: {@code P_max = n_c m^((s^L - 1) / (s - 1))}. */
  public BigInteger total() {
    return perClass().multiply(BigInteger.valueOf(classes));
  }

  /** What theory says a deep network needs: {@code n_c m^L}. */
  public double deepScale() {
    return classes * StrictMath.pow(synonyms, levels);
  }
}
