package io.fanin.circuits.logic;

import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * Circuits of known size; each method states its exact count of gates.
 *
 * <p>Numbers are little-endian: bit 0 is the least. Counts are over two-input gates unless said
 * otherwise (Knuth, The Art of Computer Programming 4A, section 7.1.2; Batcher 1968).
 */
public final class CircuitLibrary {
  /** The S-box of Heys' tutorial on linear and differential cryptanalysis. */
  private static final int[] S_BOX = {14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7};

  private CircuitLibrary() {}

  /** The parity of n bits: {@code n - 1} gates, depth {@code ceil(log2 n)}. */
  public static Circuit parity(int n) {
    require(n, 2);
    Gates gates = new Gates();
    int[] level = gates.inputs("x", n);
    while (level.length > 1) {
      int[] below = level;
      level = new int[(below.length + 1) / 2];
      for (int i = 0; i < level.length; i++) {
        boolean pair = 2 * i + 1 < below.length;
        level[i] = pair ? gates.xor(below[2 * i], below[2 * i + 1]) : below[2 * i];
      }
    }
    return gates.output("parity", level[0]).build();
  }

  /** The sum of two n-bit numbers by carries: {@code 5n - 3} gates, depth {@code 2n - 1}. */
  public static Circuit adder(int n) {
    require(n, 1);
    Gates gates = new Gates();
    int[] x = gates.inputs("x", n);
    int[] y = gates.inputs("y", n);
    int[] sum = gates.add(x, y);
    return gates.outputs("s", sum).build();
  }

  /** The product of two n-bit numbers, school method: {@code 6n^2 - 8n} gates for n at least 2. */
  public static Circuit multiplier(int n) {
    require(n, 2);
    Gates gates = new Gates();
    int[] x = gates.inputs("x", n);
    int[] y = gates.inputs("y", n);
    int[] product = new int[2 * n];
    int[] upper = gates.and(x, y[0]);
    for (int i = 1; i < n; i++) {
      product[i - 1] = upper[0];
      upper = gates.add(gates.and(x, y[i]), Arrays.copyOfRange(upper, 1, upper.length));
    }
    System.arraycopy(upper, 0, product, n - 1, n + 1);
    return gates.outputs("p", product).build();
  }

  /** Whether the n-bit number x is less than y: {@code 4n - 3} gates. */
  public static Circuit comparator(int n) {
    require(n, 1);
    Gates gates = new Gates();
    int[] x = gates.inputs("x", n);
    int[] y = gates.inputs("y", n);
    int less = gates.gate(0b0100, x[0], y[0]);
    for (int i = 1; i < n; i++) {
      int differ = gates.xor(x[i], y[i]);
      int change = gates.and(differ, gates.xor(y[i], less));
      less = gates.xor(change, less);
    }
    return gates.output("less", less).build();
  }

  /**
   * The number of ones among n bits: {@code 5n - 2 ones(n) - 3 floor(log2 n) - 3} gates, where
   * {@code ones(n)} is the number of ones of n in binary.
   */
  public static Circuit popcount(int n) {
    require(n, 2);
    Gates gates = new Gates();
    int[] column = gates.inputs("x", n);
    int[] result = new int[32 - Integer.numberOfLeadingZeros(n)];
    for (int bit = 0; bit < result.length; bit++) {
      int[] carries = new int[column.length / 2];
      int sum = column[0];
      for (int i = 1; i < column.length; i += 2) {
        boolean pair = i + 1 < column.length;
        int[] out = pair ? gates.full(sum, column[i], column[i + 1]) : gates.half(sum, column[i]);
        sum = out[0];
        carries[i / 2] = out[1];
      }
      result[bit] = sum;
      column = carries;
    }
    return gates.outputs("c", result).build();
  }

  /**
   * Batcher's odd-even merge sort of {@code n = 2^k} bits, ascending: {@code (k^2 - k + 4) 2^(k-2)
   * - 1} comparators of two gates each.
   */
  public static Circuit sorter(int k) {
    require(k, 1);
    Gates gates = new Gates();
    int n = 1 << k;
    int[] x = gates.inputs("x", n);
    for (int p = 1; p < n; p *= 2) {
      for (int d = p; d >= 1; d /= 2) {
        for (int j = d % p; j + d < n; j += 2 * d) {
          for (int i = 0; i < Math.min(d, n - j - d); i++) {
            if ((i + j) / (2 * p) == (i + j + d) / (2 * p)) {
              gates.compare(x, i + j, i + j + d);
            }
          }
        }
      }
    }
    return gates.outputs("y", x).build();
  }

  /** A ring of n cells under an elementary rule for t steps: {@code t n} gates of arity 3. */
  public static Circuit automaton(int rule, int n, int steps) {
    require(n, 3);
    require(steps, 1);
    Gates gates = new Gates();
    int[] row = gates.inputs("x", n);
    long table = Tables.rule(rule);
    for (int t = 0; t < steps; t++) {
      int[] next = new int[n];
      for (int i = 0; i < n; i++) {
        next[i] = gates.gate(table, row[(i + n - 1) % n], row[i], row[(i + 1) % n]);
      }
      row = next;
    }
    return gates.outputs("y", row).build();
  }

  /**
   * A toy substitution-permutation network on {@code 4 boxes} bits: {@code 4 boxes rounds} gates of
   * arity 4, depth {@code rounds}.
   *
   * <p>A round adds a key, applies the S-box to each four bits and moves bit {@code 4i + j} to
   * {@code boxes j + i}; the keys, random but fixed, are folded into the tables, and one more is
   * added at the end.
   */
  public static Circuit cipher(int boxes, int rounds, long seed) {
    require(boxes, 1);
    require(rounds, 1);
    Gates gates = new Gates();
    int[] block = gates.inputs("x", 4 * boxes);
    RandomStream keys = RandomStream.of(seed, "cipher-keys");
    for (int r = 0; r < rounds; r++) {
      int[] next = new int[4 * boxes];
      for (int i = 0; i < boxes; i++) {
        int key = keys.nextInt(16);
        int after = r == rounds - 1 ? keys.nextInt(16) : 0;
        for (int j = 0; j < 4; j++) {
          long table = 0;
          for (int a = 0; a < 16; a++) {
            table |= (long) ((S_BOX[a ^ key] ^ after) >> j & 1) << a;
          }
          next[boxes * j + i] =
              gates.gate(table, block[4 * i], block[4 * i + 1], block[4 * i + 2], block[4 * i + 3]);
        }
      }
      block = next;
    }
    return gates.outputs("y", block).build();
  }

  private static void require(int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("a size of at least " + least + ", was " + value);
    }
  }

  /** Gates exactly as they are asked for. */
  private static final class Gates {
    private final Circuit.Builder circuit = Circuit.builder();

    int[] inputs(String name, int n) {
      int[] vertices = new int[n];
      for (int i = 0; i < n; i++) {
        vertices[i] = circuit.input(name + "[" + i + "]");
      }
      return vertices;
    }

    int gate(long table, int... reads) {
      return circuit.gate(table, reads);
    }

    int xor(int a, int b) {
      return gate(Tables.XOR, a, b);
    }

    int and(int a, int b) {
      return gate(Tables.AND, a, b);
    }

    int[] and(int[] a, int b) {
      return Arrays.stream(a).map(v -> and(v, b)).toArray();
    }

    int[] half(int a, int b) {
      return new int[] {xor(a, b), and(a, b)};
    }

    int[] full(int a, int b, int c) {
      int differ = xor(a, b);
      int sum = xor(differ, c);
      return new int[] {sum, gate(Tables.OR, and(a, b), and(differ, c))};
    }

    /** The sum of two numbers, y as long as x or shorter, with its carry. */
    int[] add(int[] x, int[] y) {
      int[] sum = new int[x.length + 1];
      int carry = -1;
      for (int i = 0; i < x.length; i++) {
        int[] out;
        if (carry < 0) {
          out = half(x[i], y[i]);
        } else {
          out = i < y.length ? full(x[i], y[i], carry) : half(x[i], carry);
        }
        sum[i] = out[0];
        carry = out[1];
      }
      sum[x.length] = carry;
      return sum;
    }

    void compare(int[] x, int i, int j) {
      int low = and(x[i], x[j]);
      x[j] = gate(Tables.OR, x[i], x[j]);
      x[i] = low;
    }

    Gates output(String name, int vertex) {
      circuit.output(name, vertex);
      return this;
    }

    Gates outputs(String name, int[] vertices) {
      for (int i = 0; i < vertices.length; i++) {
        circuit.output(name + "[" + i + "]", vertices[i]);
      }
      return this;
    }

    Circuit build() {
      return circuit.build();
    }
  }
}
