package io.fanin.circuits.number;

/**
 * A number in a circuit: two's complement bits, the least first, of {@code integer / 2^fraction}.
 *
 * @param bits literals; the last is the sign
 * @param fraction bits behind the point
 * @param low smallest integer that it can be
 * @param high largest integer that it can be
 * @param error the largest difference from the real number that it stands for
 */
record Word(int[] bits, int fraction, long low, long high, double error) {
  /** Bits beyond these do not fit the arithmetic of ranges. */
  static final int MOST_BITS = 58;

  /** Bits that hold every integer from low to high. */
  static int width(long low, long high) {
    long most = Math.max(high, -1 - low);
    return 65 - Long.numberOfLeadingZeros(Math.max(0, most));
  }

  /** A bit, also beyond the sign. */
  int bit(int i) {
    return bits[Math.min(i, bits.length - 1)];
  }

  /** The largest absolute value of the real number. */
  double magnitude() {
    return Math.scalb((double) Math.max(Math.abs(low), Math.abs(high)), -fraction) + error;
  }

  /** The smallest absolute value of the real number; 0 where it can be 0. */
  double leastMagnitude() {
    long least = low > 0 ? low : high < 0 ? -high : 0;
    return Math.max(0, Math.scalb((double) least, -fraction) - error);
  }

  /** One unit in the last place. */
  double unit() {
    return Math.scalb(1.0, -fraction);
  }
}
