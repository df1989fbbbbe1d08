package io.fanin.experiments.claim.parity;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A parity that is learnt by several networks.
 *
 * @param n signs
 * @param k how many of them are read; the network sees them in no special place
 * @param learnt how many the labels read: k, but in the control
 */
record Cell(int n, int k, int learnt) {
  private static final int CONTROL = 2;

  /** Longest first, so that threads end together. */
  static List<Cell> all(SettingValues values) {
    List<Cell> cells = new ArrayList<>();
    List<Integer> halves = values.integers(Parity.HALVES);
    for (int i = halves.size() - 1; i >= 0; i--) {
      int n = halves.get(i);
      if (n % 4 != 0) {
        throw new InvalidInputException(
            "halves=%d has k = %s, which is not even; for odd k the set has no first-order signal, so"
                    .formatted(n, n / 2.0)
                + " take multiples of 4");
      }
      if (cells.stream().noneMatch(c -> c.n() == n)) {
        cells.add(of(n, n / 2, values));
      }
    }
    List<Integer> sizes = values.integers(Parity.SIZES);
    int n = values.integer(Parity.INPUTS);
    for (int i = sizes.size() - 1; i >= 0; i--) {
      if (sizes.get(i) > n) {
        throw new InvalidInputException("k=%d is above n=%d".formatted(sizes.get(i), n));
      }
      Cell cell = of(n, sizes.get(i), values);
      if (!cells.contains(cell)) {
        cells.add(cell);
      }
    }
    return cells;
  }

  static Cell of(int n, int k, SettingValues values) {
    return new Cell(n, k, values.setup().control() ? Math.min(CONTROL, n) : k);
  }

  /** About how long it takes, as measured, for the estimate before a run. */
  double expectedSteps() {
    double perInput = 1.37 * Math.sqrt((double) n / learnt);
    return 128 * StrictMath.pow(perInput, learnt - 2.0);
  }
}
