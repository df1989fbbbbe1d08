package io.fanin.experiments.oracle.exact;

import io.fanin.function.Constituent;
import io.fanin.function.InputLaw;
import io.fanin.function.Smoothness;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A toy block cipher: rounds of key, 4-bit S-boxes and a permutation of the bits (H. Heys, "A
 * Tutorial on Linear and Differential Cryptanalysis", 2002), and a last key.
 *
 * <p>With fixed keys every output bit is a graph of constituents of arity 4, {@code bits} of them a
 * round: compositionally sparse whatever the number of rounds, and pseudo-random after a few. The
 * key of a round is folded into its S-boxes; the last one turns bits of the last.
 */
public final class ToyCipher {
  /** The S-box of the tutorial. */
  private static final int[] S_BOX = {14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7};

  private static final int NIBBLE = 4;
  private static final int MOST_BITS = 64;

  private final int bits;
  private final int rounds;
  private final long[] keys;
  private final int[] box;

  /**
   * A cipher with random round keys.
   *
   * @param bits of a block, a multiple of 16 up to 64, so that an S-box feeds four
   * @param rounds at least 0
   * @param seed of the keys
   */
  public ToyCipher(int bits, int rounds, long seed) {
    this(bits, rounds, seed, S_BOX);
  }

  private ToyCipher(int bits, int rounds, long seed, int[] box) {
    if (bits < 16 || bits > MOST_BITS || bits % 16 != 0 || rounds < 0) {
      throw new InvalidInputException(
          "a cipher needs blocks of 16, 32, 48 or 64 bits and rounds >= 0, had %d and %d"
              .formatted(bits, rounds));
    }
    this.bits = bits;
    this.rounds = rounds;
    this.box = box;
    keys = new long[rounds + 1];
    for (int r = 0; r <= rounds; r++) {
      keys[r] = RandomStream.of(seed, "cipher-key", r).nextLong() & mask();
    }
  }

  /** The same without its S-boxes: every output bit is an input bit or its opposite. */
  public static ToyCipher moving(int bits, int rounds, long seed) {
    int[] same = new int[1 << NIBBLE];
    for (int i = 0; i < same.length; i++) {
      same[i] = i;
    }
    return new ToyCipher(bits, rounds, seed, same);
  }

  private long mask() {
    return bits == MOST_BITS ? -1 : (1L << bits) - 1;
  }

  /** Bits of a block. */
  public int bits() {
    return bits;
  }

  /** Rounds. */
  public int rounds() {
    return rounds;
  }

  /**
   * Where a bit goes: bit j of S-box i to bit {@code j (bits / 4) + i}, in 16 bits {@code 4j + i}.
   */
  public int moved(int bit) {
    return bit % NIBBLE * (bits / NIBBLE) + bit / NIBBLE;
  }

  /** The block after all rounds. */
  public long encrypt(long block) {
    long state = block & mask();
    for (int r = 0; r < rounds; r++) {
      state = permuted(substituted(state ^ keys[r]));
    }
    return state ^ keys[rounds];
  }

  private long substituted(long state) {
    long out = 0;
    for (int at = 0; at < bits; at += NIBBLE) {
      out |= (long) box[(int) (state >>> at & 15)] << at;
    }
    return out;
  }

  private long permuted(long state) {
    long out = 0;
    for (int b = 0; b < bits; b++) {
      out |= (state >>> b & 1) << moved(b);
    }
    return out;
  }

  /** Constituents of the whole graph: {@code bits * rounds}. */
  public int nodes() {
    return bits * rounds;
  }

  /**
   * One output bit as a function of bits: the light cone alone, with nodes {@code r<round>b<bit>}
   * in the place where the permutation has put them; one node that copies where there are no
   * rounds.
   *
   * @param output in {@code 0..bits-1}
   */
  public SparseFunction function(int output) {
    SparseFunctionBuilder builder = SparseFunction.builder();
    List<String> names = new ArrayList<>();
    for (int b = 0; b < bits; b++) {
      names.add("x" + b);
    }
    builder.inputs(names, new InputLaw.Bernoulli(0.5));
    if (rounds == 0) {
      int flip = (int) (keys[0] >>> output & 1);
      builder.node(
          "y", Constituent.of(1, a -> flip == 0 ? a[0] : 1 - a[0], flat(), 1), names.get(output));
      return builder.build();
    }
    boolean[][] needed = needed(output);
    List<String> below = names;
    for (int r = 0; r < rounds; r++) {
      List<String> above = new ArrayList<>(java.util.Collections.nCopies(bits, ""));
      for (int b = 0; b < bits; b++) {
        if (needed[r][moved(b)]) {
          int from = b / NIBBLE * NIBBLE;
          String id = "r" + (r + 1) + "b" + moved(b);
          builder.node(
              id, constituent(r, b), below.subList(from, from + NIBBLE).toArray(new String[0]));
          above.set(moved(b), id);
        }
      }
      below = above;
    }
    return builder.outputs(below.get(output)).build();
  }

  /** Which bits after each round the output depends on, {@code [rounds][bits]}. */
  private boolean[][] needed(int output) {
    boolean[][] needed = new boolean[rounds][bits];
    needed[rounds - 1][output] = true;
    for (int r = rounds - 1; r > 0; r--) {
      for (int b = 0; b < bits; b++) {
        if (needed[r][moved(b)]) {
          int from = b / NIBBLE * NIBBLE;
          for (int j = 0; j < NIBBLE; j++) {
            needed[r - 1][from + j] = true;
          }
        }
      }
    }
    return needed;
  }

  /**
   * An S-box's bit with the round's key folded in, and the last key where the round is the last.
   */
  private Constituent constituent(int round, int bit) {
    int from = bit / NIBBLE * NIBBLE;
    int key = (int) (keys[round] >>> from & 15);
    int flip = round == rounds - 1 ? (int) (keys[rounds] >>> moved(bit) & 1) : 0;
    int[] table = new int[16];
    for (int in = 0; in < 16; in++) {
      table[in] = box[in ^ key] >> bit % NIBBLE & 1 ^ flip;
    }
    return Constituent.of(NIBBLE, args -> table[index(args)], flat(), 1, 1, 1, 1);
  }

  private static int index(double[] args) {
    int index = 0;
    for (int j = 0; j < NIBBLE; j++) {
      index |= (args[j] != 0 ? 1 : 0) << j;
    }
    return index;
  }

  private static Smoothness flat() {
    return Smoothness.BOOLEAN;
  }
}
