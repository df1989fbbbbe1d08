package io.fanin.experiments.oracle.hierarchy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * How a sparse hierarchy model puts informative symbols between empty ones (U. Tomasini, M. Wyart,
 * "How Deep Networks Learn Sparse and Hierarchical Data: the Sparse Random Hierarchy Model", ICML
 * 2024).
 *
 * <p>Every symbol that a rule writes comes with {@code s0} empty ones; an empty one is written as
 * empty ones alone. A datum has {@code (s (s0 + 1))^L} places; an empty place is {@link #EMPTY}, a
 * column of zeros.
 *
 * @param law where the informative symbols stand
 * @param empties s0, at least 0
 */
public record Spread(Law law, int empties) {
  /** An empty place. */
  public static final int EMPTY = -1;

  /** Where the informative symbols of a rule stand. */
  public enum Law {
    /** Each in a sub-patch of its own, of {@code s0 + 1} places (A). */
    OWN_PATCH,
    /** Anywhere among the {@code s (s0 + 1)} places, in their order (B). */
    ANYWHERE
  }

  private static final int MOST_PLACES = 1 << 20;

  /** Checks the range. */
  public Spread {
    if (empties < 0) {
      throw new InvalidInputException("empties must be >= 0, was " + empties);
    }
  }

  /** Places of a datum: {@code (s (s0 + 1))^L}. */
  public int places(GrammarShape shape) {
    long places = 1;
    for (int l = 0; l < shape.levels(); l++) {
      places *= (long) shape.branching() * (empties + 1);
      if (places > MOST_PLACES) {
        throw new InvalidInputException(
            "a datum of (%d * %d)^%d places is too long; at most %d"
                .formatted(shape.branching(), empties + 1, shape.levels(), MOST_PLACES));
      }
    }
    return (int) places;
  }

  /**
   * Different data in all: {@code n_c (m w)^((s^L - 1) / (s - 1))}, where {@code w} counts the ways
   * in which the symbols of a rule may stand: {@code (s0 + 1)^s}, or {@code s (s0 + 1)} choose s.
   */
  public BigInteger total(GrammarShape shape) {
    int s = shape.branching();
    BigInteger ways = BigInteger.ONE;
    for (int c = 0; c < s; c++) {
      long factor = law == Law.ANYWHERE ? (long) s * (empties + 1) - c : empties + 1L;
      ways = ways.multiply(BigInteger.valueOf(factor));
      ways = law == Law.ANYWHERE ? ways.divide(BigInteger.valueOf(c + 1)) : ways;
    }
    return shape.total().multiply(ways.pow(shape.choices()));
  }

  /**
   * A datum with its empty places.
   *
   * @param random draws the places
   * @return {@code [places]}, symbols or {@link #EMPTY}
   */
  public int[] datum(Grammar grammar, int label, int[] digits, RandomStream random) {
    places(grammar.shape());
    int s = grammar.shape().branching();
    int[] now = {label};
    int next = 0;
    for (int level = 1; level <= grammar.shape().levels(); level++) {
      int width = s * (empties + 1);
      int[] below = new int[now.length * width];
      Arrays.fill(below, EMPTY);
      for (int i = 0; i < now.length; i++) {
        if (now[i] != EMPTY) {
          int[] written = grammar.rule(level, now[i], digits[next++]);
          int[] at = positions(s, random);
          for (int c = 0; c < s; c++) {
            below[i * width + at[c]] = written[c];
          }
        }
      }
      now = below;
    }
    return now;
  }

  private int[] positions(int s, RandomStream random) {
    int[] at = new int[s];
    if (law == Law.ANYWHERE) {
      at = random.sample(s * (empties + 1), s);
      Arrays.sort(at);
    } else {
      for (int c = 0; c < s; c++) {
        at[c] = c * (empties + 1) + random.nextInt(empties + 1);
      }
    }
    return at;
  }
}
