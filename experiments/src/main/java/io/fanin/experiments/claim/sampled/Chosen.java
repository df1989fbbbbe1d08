package io.fanin.experiments.claim.sampled;

import io.fanin.experiments.sweep.TrialResult;
import java.util.List;

/** Settings chosen for a seed by what they gave on the other seeds' validation rows. */
public final class Chosen {
  /** Name of the number that is chosen by, the mean square on validation rows. */
  public static final String VALIDATION = "validation.mse";

  /** Name of the mean square on test rows, against labels without noise. */
  public static final String TEST = "test.mse";

  /** Name of the count of runs whose loss was no longer finite. */
  public static final String DEAD = "dead";

  private Chosen() {}

  /**
   * The result of a seed under the setting with the least mean validation error on the other seeds;
   * a setting that was not finite on one of them comes last.
   *
   * @param bySetting results of each setting, seed by seed; at least two seeds
   */
  public static TrialResult of(List<List<TrialResult>> bySetting, int seed) {
    TrialResult best = bySetting.get(0).get(seed);
    double least = Double.POSITIVE_INFINITY;
    for (List<TrialResult> seeds : bySetting) {
      double sum = 0;
      for (int s = 0; s < seeds.size(); s++) {
        sum += s == seed ? 0 : seeds.get(s).number(VALIDATION);
      }
      if (sum < least) { // NaN is not
        least = sum;
        best = seeds.get(seed);
      }
    }
    return best;
  }

  /** Runs of any setting whose loss was no longer finite. */
  public static long dead(List<List<TrialResult>> bySetting) {
    return (long) bySetting.stream().flatMap(List::stream).mapToDouble(r -> r.number(DEAD)).sum();
  }
}
