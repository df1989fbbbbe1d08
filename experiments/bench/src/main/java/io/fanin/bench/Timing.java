package io.fanin.bench;

import java.util.Arrays;

/** Seconds of a step, one figure for each round. */
record Timing(double[] rounds) {
  /** Copies what it is given. */
  Timing {
    if (rounds.length == 0) {
      throw new IllegalArgumentException("a timing needs at least one round");
    }
    rounds = rounds.clone();
  }

  /** The middle round. */
  double median() {
    return quantile(0.5);
  }

  /** The fastest round. */
  double best() {
    return quantile(0);
  }

  /** Half the distance between the quartiles, as a share of the median. */
  double spread() {
    return (quantile(0.75) - quantile(0.25)) / 2 / median();
  }

  /** How many times faster this one is, round by round. */
  Timing ratio(Timing other) {
    double[] ratios = new double[Math.min(rounds.length, other.rounds.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = other.rounds[i] / rounds[i];
    }
    return new Timing(ratios);
  }

  /** Between the two nearest order statistics. */
  double quantile(double p) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    double at = p * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timing timing && Arrays.equals(rounds, timing.rounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rounds);
  }
}
