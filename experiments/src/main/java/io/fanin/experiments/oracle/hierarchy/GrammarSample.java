package io.fanin.experiments.oracle.hierarchy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/**
 * Different data of a grammar, with their classes: rows drawn without repetition, so that a split
 * of them keeps the test rows apart from the training rows.
 *
 * <p>Where few data are left the held-out ones are no fair sample: near {@code P_max} without
 * repetition, what is not in the training set is unlike it, and the error may exceed chance.
 *
 * @param symbols {@code [count][leaves]}
 * @param digits the choices behind each, {@code [count][choices]}
 * @param labels class of each, {@code [count]}
 */
public record GrammarSample(int[][] symbols, int[][] digits, int[] labels) {
  /**
   * Draws data.
   *
   * @param count at most {@code P_max}
   * @param seed of the draw alone
   */
  public static GrammarSample draw(Grammar grammar, int count, long seed) {
    GrammarShape shape = grammar.shape();
    if (count < 1 || shape.total().compareTo(BigInteger.valueOf(count)) < 0) {
      throw new InvalidInputException(
          "%d different data were asked for, the grammar has %s; ask for 1 to as many"
              .formatted(count, shape.total()));
    }
    boolean small = shape.total().bitLength() <= 24;
    return small ? permuted(grammar, count, seed) : rejected(grammar, count, seed);
  }

  private static GrammarSample permuted(Grammar grammar, int count, long seed) {
    int total = grammar.shape().total().intValueExact();
    int perClass = grammar.shape().perClass().intValueExact();
    int[] numbers = RandomStream.of(seed, "grammar-data").sample(total, count);
    Builder builder = new Builder(grammar, count);
    for (int number : numbers) {
      builder.add(number / perClass, grammar.digits(BigInteger.valueOf(number % perClass)));
    }
    return builder.build();
  }

  /** Where there are so many data that a repetition is rare, it is drawn again. */
  private static GrammarSample rejected(Grammar grammar, int count, long seed) {
    RandomStream random = RandomStream.of(seed, "grammar-data");
    Set<String> seen = new HashSet<>();
    Builder builder = new Builder(grammar, count);
    while (builder.size < count) {
      int label = random.nextInt(grammar.shape().classes());
      int[] digits = new int[grammar.shape().choices()];
      StringBuilder key = new StringBuilder().append(label);
      for (int i = 0; i < digits.length; i++) {
        digits[i] = random.nextInt(grammar.shape().synonyms());
        key.append(',').append(digits[i]);
      }
      if (seen.add(key.toString())) {
        builder.add(label, digits);
      }
    }
    return builder.build();
  }

  private static final class Builder {
    private final Grammar grammar;
    private final int[][] symbols;
    private final int[][] digits;
    private final int[] labels;
    private int size;

    Builder(Grammar grammar, int count) {
      this.grammar = grammar;
      symbols = new int[count][];
      digits = new int[count][];
      labels = new int[count];
    }

    void add(int label, int[] choices) {
      var derivation = grammar.derivation(label, choices);
      symbols[size] = derivation.get(derivation.size() - 1);
      digits[size] = choices;
      labels[size++] = label;
    }

    GrammarSample build() {
      return new GrammarSample(symbols, digits, labels);
    }
  }

  /** How many. */
  public int size() {
    return labels.length;
  }

  /**
   * One-hot rows, {@code [size, leaves * symbols]}, row-major.
   *
   * @param alphabet v
   */
  public double[] oneHot(int alphabet) {
    int leaves = symbols[0].length;
    double[] rows = new double[Math.multiplyExact(size(), leaves * alphabet)];
    for (int r = 0; r < size(); r++) {
      for (int i = 0; i < leaves; i++) {
        rows[(r * leaves + i) * alphabet + symbols[r][i]] = 1;
      }
    }
    return rows;
  }
}
