package io.fanin.circuits.logic;

/** Tables of the common gates, for {@link Circuit.Builder#gate}. */
public final class Tables {
  /** Constant 0. */
  public static final long FALSE = 0;

  /** Constant 1. */
  public static final long TRUE = 1;

  /** One argument, as it is. */
  public static final long COPY = 0b10;

  /** One argument, inverted. */
  public static final long NOT = 0b01;

  /** Both of two. */
  public static final long AND = 0b1000;

  /** Any of two. */
  public static final long OR = 0b1110;

  /** One of two. */
  public static final long XOR = 0b0110;

  /** At least two of three. */
  public static final long MAJORITY = 0b11101000;

  /** The sum of three, modulo 2. */
  public static final long XOR3 = 0b10010110;

  private Tables() {}

  /** The table of elementary cellular automaton {@code rule} on (left, own, right). */
  public static long rule(int rule) {
    long table = 0;
    for (int i = 0; i < 8; i++) {
      int left = i & 1;
      int own = i >> 1 & 1;
      int right = i >> 2 & 1;
      table |= (long) (rule >> (4 * left + 2 * own + right) & 1) << i;
    }
    return table;
  }
}
