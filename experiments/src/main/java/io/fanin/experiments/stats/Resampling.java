package io.fanin.experiments.stats;

import io.fanin.random.RandomStream;

/**
 * How a bootstrap or permutation draws.
 *
 * @param seed the run's seed
 * @param purpose what is resampled; other purposes draw other numbers
 * @param resamples at least 100
 */
public record Resampling(long seed, String purpose, int resamples) {
  private static final int LEAST = 100;

  /** Checks the count. */
  public Resampling {
    if (resamples < LEAST) {
      throw new IllegalArgumentException("resamples must be >= " + LEAST + ", was " + resamples);
    }
  }

  /** A fresh stream, the same at every call. */
  RandomStream stream() {
    return RandomStream.of(seed, "resampling " + purpose);
  }
}
