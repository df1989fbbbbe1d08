package io.fanin.experiments.claim.locality;

import io.fanin.experiments.target.Digits;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.Arrays;

/**
 * Disjoint training sets and one test set that none of them touches.
 *
 * @param sets rows of each training set
 * @param test rows of the test set
 */
record Split(int[][] sets, int[] test) {
  private static final int TEST_ROWS = 597;

  /**
   * Draws a split.
   *
   * @param sets how many training sets; 0 for as many as fit
   */
  static Split draw(Digits digits, int sets, int samples, long seed) {
    int kept = testRows(digits);
    int available = digits.rows() - kept;
    int count = sets == 0 ? available / samples : sets;
    if (count < 2 || (long) count * samples > available) {
      throw new InvalidInputException(
          "sets=%d of samples=%d need %d digits, but %d are left beside the test set; lower one of them"
              .formatted(count, samples, (long) count * samples, available));
    }
    int[] order = RandomStream.of(seed, "locality-split").permutation(digits.rows());
    int[][] rows = new int[count][];
    for (int s = 0; s < count; s++) {
      int from = kept + s * samples;
      rows[s] = Arrays.copyOfRange(order, from, from + samples);
    }
    return new Split(rows, Arrays.copyOf(order, kept));
  }

  /** Digits that are kept for the test: about a third. */
  static int testRows(Digits digits) {
    return digits.rows() == Digits.ROWS ? TEST_ROWS : digits.rows() / 3;
  }

  /** The training rows of all sets but one. */
  int[] others(int set) {
    return Arrays.stream(sets)
        .filter(rows -> rows != sets[set])
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
