package io.fanin.experiments.oracle.hierarchy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of one hierarchy model: which tuples of symbols each symbol of the level above may be
 * written as. No tuple has two parents, so a datum has one class. Immutable.
 *
 * <p>Data of a class are numbered; a number's digits in base m, most significant first, choose the
 * rules from the top down, level by level, from left to right. So different numbers are different
 * data, and data are drawn without repetition by drawing numbers so.
 */
public final class Grammar {
  private final GrammarShape shape;
  private final List<int[]> rules; // level: [parent][synonym][child]
  private final List<int[]> parents; // level: parent of a tuple, -1 if none

  private Grammar(GrammarShape shape, List<int[]> rules) {
    this.shape = shape;
    this.rules = rules;
    this.parents = new ArrayList<>();
    for (int level = 1; level <= shape.levels(); level++) {
      parents.add(parents(level));
    }
  }

  /**
   * Rules drawn uniformly, without a tuple twice at a level.
   *
   * @param seed of the rules alone: data and networks have their own
   */
  public static Grammar random(GrammarShape shape, long seed) {
    List<int[]> rules = new ArrayList<>();
    for (int level = 1; level <= shape.levels(); level++) {
      int above = level == 1 ? shape.classes() : shape.symbols();
      int wanted = above * shape.synonyms();
      int[] tuples = RandomStream.of(seed, "grammar", level).sample(tuples(shape), wanted);
      rules.add(written(shape, tuples));
    }
    return new Grammar(shape, rules);
  }

  /**
   * Rules without correlation between a part of a datum and its class: at every level the parent is
   * {@code p^(-1)(a) + q^(-1)(b) mod v}, with random permutations p and q, a Latin square; with
   * fewer classes than symbols, the first of its parents are the classes. Every proper part of the
   * symbols that a rule writes is then equally likely under every parent.
   *
   * @param shape with branching 2, {@code symbols = synonyms} and {@code classes <= symbols}
   */
  public static Grammar decorrelated(GrammarShape shape, long seed) {
    int v = shape.symbols();
    if (shape.branching() != 2 || shape.classes() > v || shape.synonyms() != v) {
      throw new InvalidInputException(
          ("decorrelated rules need branching = 2, symbols = synonyms and classes <= symbols, were"
                  + " branching = %d, symbols = %d, synonyms = %d, classes = %d")
              .formatted(shape.branching(), v, shape.synonyms(), shape.classes()));
    }
    List<int[]> rules = new ArrayList<>();
    for (int level = 1; level <= shape.levels(); level++) {
      int[] p = RandomStream.of(seed, "grammar-left", level).permutation(v);
      int[] q = RandomStream.of(seed, "grammar-right", level).permutation(v);
      int above = level == 1 ? shape.classes() : v;
      int[] tuples = new int[above * v];
      for (int parent = 0; parent < above; parent++) {
        for (int k = 0; k < v; k++) {
          tuples[parent * v + k] = p[k] * v + q[Math.floorMod(parent - k, v)];
        }
      }
      rules.add(written(shape, tuples));
    }
    return new Grammar(shape, rules);
  }

  private static int tuples(GrammarShape shape) {
    int tuples = 1;
    for (int i = 0; i < shape.branching(); i++) {
      tuples *= shape.symbols();
    }
    return tuples;
  }

  /** Tuples written out, most significant symbol first. */
  private static int[] written(GrammarShape shape, int[] tuples) {
    int s = shape.branching();
    int[] rules = new int[tuples.length * s];
    for (int t = 0; t < tuples.length; t++) {
      int rest = tuples[t];
      for (int c = s - 1; c >= 0; c--) {
        rules[t * s + c] = rest % shape.symbols();
        rest /= shape.symbols();
      }
    }
    return rules;
  }

  private int[] parents(int level) {
    int[] of = new int[tuples(shape)];
    Arrays.fill(of, -1);
    int[] own = rules.get(level - 1);
    int s = shape.branching();
    for (int t = 0; t < own.length / s; t++) {
      of[tuple(own, t * s)] = t / shape.synonyms();
    }
    return of;
  }

  private int tuple(int[] symbols, int at) {
    int tuple = 0;
    for (int c = 0; c < shape.branching(); c++) {
      tuple = tuple * shape.symbols() + symbols[at + c];
    }
    return tuple;
  }

  /** The sizes. */
  public GrammarShape shape() {
    return shape;
  }

  /**
   * The tuple that a rule writes.
   *
   * @param level of the tuple, 1 right below the class
   */
  public int[] rule(int level, int parent, int synonym) {
    int s = shape.branching();
    int at = (parent * shape.synonyms() + synonym) * s;
    return Arrays.copyOfRange(rules.get(level - 1), at, at + s);
  }

  /**
   * A datum by its choices.
   *
   * @param label the class
   * @param digits rules from the top down, each in {@code 0..m-1}, {@code [shape().choices()]}
   * @return symbols of every level, the first {@code [1]} of the class, the last {@code [leaves]}
   */
  public List<int[]> derivation(int label, int[] digits) {
    List<int[]> levels = new ArrayList<>();
    levels.add(new int[] {label});
    int next = 0;
    for (int level = 1; level <= shape.levels(); level++) {
      int[] above = levels.get(level - 1);
      int s = shape.branching();
      int[] below = new int[above.length * s];
      for (int i = 0; i < above.length; i++) {
        int from = (above[i] * shape.synonyms() + digits[next++]) * s;
        System.arraycopy(rules.get(level - 1), from, below, i * s, s);
      }
      levels.add(below);
    }
    return levels;
  }

  /** The choices of the datum with this number, {@code 0 <= number < shape().perClass()}. */
  public int[] digits(BigInteger number) {
    int[] digits = new int[shape.choices()];
    BigInteger rest = number;
    BigInteger base = BigInteger.valueOf(shape.synonyms());
    for (int i = digits.length - 1; i >= 0; i--) {
      BigInteger[] divided = rest.divideAndRemainder(base);
      digits[i] = divided[1].intValueExact();
      rest = divided[0];
    }
    return digits;
  }

  /**
   * The class of a datum, by reading it from below.
   *
   * @param symbols {@code [leaves]}
   * @return -1 if no rules write it
   */
  public int parse(int[] symbols) {
    int[] now = symbols;
    for (int level = shape.levels(); level >= 1; level--) {
      int[] above = new int[now.length / shape.branching()];
      for (int i = 0; i < above.length; i++) {
        above[i] = parents.get(level - 1)[tuple(now, i * shape.branching())];
        if (above[i] < 0) {
          return -1;
        }
      }
      now = above;
    }
    return now[0];
  }
}
