package io.fanin.hierarchy.complexity;

import io.fanin.experiments.stats.Moments;
import java.util.stream.IntStream;

/**
 * Test errors on a ladder of samples, and the sample complexity read off them.
 *
 * @param sizes rising, {@code [rungs]}
 * @param errors {@code [members][rungs]}
 * @param threshold error at which a member has learnt, above 0
 * @param least an error of 0 counts as this, since only so many rows were looked at; above 0
 */
public record ErrorCurve(double[] sizes, double[][] errors, double threshold, double least) {
  /** How many members. */
  public int members() {
    return errors.length;
  }

  /** The median error of all members at each size. */
  public double[] medians() {
    return medians(all());
  }

  /** {@code 0 … members-1}. */
  public int[] all() {
    return IntStream.range(0, errors.length).toArray();
  }

  private double[] medians(int[] members) {
    double[] medians = new double[sizes.length];
    for (int k = 0; k < medians.length; k++) {
      int rung = k;
      medians[k] =
          Moments.median(IntStream.of(members).mapToDouble(m -> errors[m][rung]).toArray());
    }
    return medians;
  }

  /**
   * {@code P*}: where the median error of some members first falls to the threshold, by a straight
   * line in logarithms between the two sizes around it.
   *
   * @param members which, perhaps several times
   * @return infinite where it is not reached, negative infinity where it lies below the first size
   */
  public double complexity(int... members) {
    double[] medians = medians(members);
    for (int k = 0; k < medians.length; k++) {
      if (medians[k] <= threshold) {
        return k == 0 ? Double.NEGATIVE_INFINITY : between(k, medians);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double between(int k, double[] medians) {
    double above = StrictMath.log(medians[k - 1]);
    double below = StrictMath.log(Math.min(threshold, Math.max(medians[k], least)));
    double share = (above - StrictMath.log(threshold)) / (above - below);
    double from = StrictMath.log(sizes[k - 1]);
    return StrictMath.exp(from + share * (StrictMath.log(sizes[k]) - from));
  }

  /** {@link #complexity} of all members. */
  public double complexity() {
    return complexity(all());
  }

  /** In words: {@code 1024}, {@code above 3000}, or {@code below 200}. */
  public String text() {
    double complexity = complexity();
    if (complexity == Double.POSITIVE_INFINITY) {
      return "above " + Math.round(sizes[sizes.length - 1]);
    }
    return complexity == Double.NEGATIVE_INFINITY
        ? "below " + Math.round(sizes[0])
        : Long.toString(Math.round(complexity));
  }
}
