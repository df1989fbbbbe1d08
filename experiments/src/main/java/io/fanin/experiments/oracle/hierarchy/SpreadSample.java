package io.fanin.experiments.oracle.hierarchy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Different data of a grammar with empty places between their symbols, drawn uniformly without
 * repetition, so that a split of them keeps the test rows apart.
 *
 * @param symbols {@code [count][places]}, {@link Spread#EMPTY} for an empty place
 * @param digits the choices behind each, {@code [count][choices]}
 * @param labels class of each, {@code [count]}
 */
public record SpreadSample(int[][] symbols, int[][] digits, int[] labels) {
  /**
   * Draws data; a smaller count gives the first of a larger one.
   *
   * @param count at most half of all there are, so that a repetition stays rare
   * @param seed of the draw alone
   */
  public static SpreadSample draw(Grammar grammar, Spread spread, int count, long seed) {
    BigInteger half = spread.total(grammar.shape()).shiftRight(1);
    if (count < 1 || half.compareTo(BigInteger.valueOf(count)) < 0) {
      throw new InvalidInputException(
          "%d different data were asked for, half of all there are is %s; ask for 1 to as many"
              .formatted(count, half));
    }
    RandomStream random = RandomStream.of(seed, "spread-data");
    Set<ByteBuffer> seen = new HashSet<>();
    int[][] symbols = new int[count][];
    int[][] digits = new int[count][];
    int[] labels = new int[count];
    for (int r = 0; r < count; ) {
      labels[r] = random.nextInt(grammar.shape().classes());
      digits[r] = new int[grammar.shape().choices()];
      for (int i = 0; i < digits[r].length; i++) {
        digits[r][i] = random.nextInt(grammar.shape().synonyms());
      }
      symbols[r] = spread.datum(grammar, labels[r], digits[r], random);
      if (seen.add(key(symbols[r]))) {
        r++;
      }
    }
    return new SpreadSample(symbols, digits, labels);
  }

  /** Two bytes a place: there are at most 4096 symbols, since their pairs are counted in memory. */
  private static ByteBuffer key(int[] symbols) {
    ByteBuffer key = ByteBuffer.allocate(2 * symbols.length);
    for (int symbol : symbols) {
      key.putShort((short) symbol);
    }
    return key.flip();
  }

  /** How many. */
  public int size() {
    return labels.length;
  }
}
