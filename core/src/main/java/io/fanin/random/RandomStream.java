package io.fanin.random;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;

/**
 * A stream of random numbers that depends on (seed, purpose, index) and on nothing else.
 *
 * <p>The generator is the counter-based Philox4x64-10 of Salmon, Moraes, Dror and Shaw, "Parallel
 * Random Numbers: As Easy as 1, 2, 3", SC 2011. Value {@code i} of a stream is a function of the
 * key and of {@code i}; so streams need no order among each other, give the same numbers on every
 * machine, and can be wound to any position in constant time.
 *
 * <p>Every method declared here but the rejecting ones ({@link #nextInt(int)}, {@link
 * #nextLong(long)} and what is built on them) takes exactly one value of 64 bits. The numbers they
 * give are part of what a trial's digest stands for and do not change between versions.
 *
 * <p>Not thread-safe: a thread makes its own stream.
 */
public final class RandomStream implements UniformRandomProvider {
  private static final int BLOCK = 4;

  private final StreamKey key;
  private Philox4x64 generator;
  private long position;

  private RandomStream(StreamKey key) {
    this.key = key;
    this.generator = new Philox4x64(key.before(0));
  }

  /**
   * The stream of a key, at position 0.
   *
   * @param seed the run's seed; any number
   * @param purpose what the numbers are for, such as {@code "initialisation"}
   * @param index which of the streams of that purpose, such as a replica and an epoch; none and
   *     {@code 0} are different streams
   */
  public static RandomStream of(long seed, String purpose, long... index) {
    return new RandomStream(StreamKey.of(seed, purpose, index));
  }

  /** How many 64-bit values have been taken; {@link #skipTo} with it gives the same future. */
  public long position() {
    return position;
  }

  /**
   * Winds the stream forth or back, in constant time.
   *
   * @param target the position of the next value, at least 0
   */
  public void skipTo(long target) {
    if (target < 0) {
      throw new IllegalArgumentException("position must be >= 0, was " + target);
    }
    generator = new Philox4x64(key.before(target / BLOCK));
    for (long i = 0; i < target % BLOCK; i++) {
      generator.next();
    }
    position = target;
  }

  @Override
  public long nextLong() {
    position++;
    return generator.next();
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /**
   * A whole number in {@code [0, bound)}, all equally likely.
   *
   * <p>Multiplication with rejection: D. Lemire, "Fast Random Integer Generation in an Interval",
   * ACM TOMACS 29 (2019).
   *
   * @param bound at least 1
   */
  @Override
  public int nextInt(int bound) {
    checkBound(bound);
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long rest = (1L << 32) % bound; // products whose low half is below it are one too many
      while (low < rest) {
        product = (nextInt() & 0xFFFFFFFFL) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * A whole number in {@code [0, bound)}, all equally likely.
   *
   * @param bound at least 1
   */
  @Override
  public long nextLong(long bound) {
    checkBound(bound);
    long bits;
    long value;
    do {
      bits = nextLong() >>> 1;
      value = bits % bound;
    } while (bits - value + (bound - 1) < 0); // overflows in the last, incomplete interval
    return value;
  }

  /** One of the 2^53 multiples of 2^-53 in {@code [0, 1)}. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** One of the 2^24 multiples of 2^-24 in {@code [0, 1)}. */
  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** {@code -1} or {@code 1}, equally likely. */
  public int nextSign() {
    return nextBoolean() ? -1 : 1;
  }

  /**
   * A number of the uniform law on {@code [low, high)}: {@code low + u (high - low)}.
   *
   * <p>Where the rounding of that sum would reach {@code high}, the largest number below it is
   * given.
   *
   * @param low finite, below {@code high}
   * @param high finite, with {@code high - low} finite
   */
  public double uniform(double low, double high) {
    if (!(low < high) || !(high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "low must be below high and their distance finite, were " + low + " and " + high);
    }
    double value = low + nextDouble() * (high - low);
    return value < high ? value : Math.nextDown(high);
  }

  /**
   * A standard normal number, by inversion.
   *
   * <p>Symmetric, and at most 8.3 in size: the uniform number beneath has 52 bits.
   */
  public double nextGaussian() {
    return NormalQuantile.of(((nextLong() >>> 12) + 0.5) * 0x1p-52);
  }

  /** Puts the elements in random order, in place, every order equally likely (Fisher-Yates). */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      swap(values, i, nextInt(i + 1));
    }
  }

  /**
   * The numbers {@code 0 … n-1} in random order.
   *
   * @param n at least 0
   */
  public int[] permutation(int n) {
    int[] order = identity(n);
    shuffle(order);
    return order;
  }

  /**
   * Different numbers out of {@code 0 … n-1}, in the order drawn; every such list is equally
   * likely.
   *
   * <p>Costs {@code n} memory and {@code count} draws.
   *
   * @param n at least 0
   * @param count in {@code [0, n]}
   */
  public int[] sample(int n, int count) {
    if (count < 0 || count > n) {
      throw new IllegalArgumentException("count must be in [0, n], was " + count + " with n " + n);
    }
    int[] order = identity(n);
    for (int i = 0; i < count; i++) {
      swap(order, i, i + nextInt(n - i));
    }
    return Arrays.copyOf(order, count);
  }

  private static int[] identity(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("n must be >= 0, was " + n);
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }

  private static void swap(int[] values, int i, int j) {
    int value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  private static void checkBound(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be >= 1, was " + bound);
    }
  }
}
