package io.fanin.experiments.claim.sampled;

import io.fanin.experiments.sweep.TrialResult;
import java.util.List;

/** Settings chosen by what they gave on the validation rows of seeds that are not tested. */
public final class Chosen {
  /** Name of the number that is chosen by, the mean square on validation rows. */
  public static final String VALIDATION = "validation.mse";

  /** Name of the mean square on test rows, against labels without noise. */
  public static final String TEST = "test.mse";

  /** Name of the count of runs whose loss was no longer finite. */
  public static final String DEAD = "dead";

  private Chosen() {}

  /**
   * The results of the tested seeds under the setting with the least mean validation error on the
   * other seeds; a setting that was not finite on one of them comes last.
   *
   * <p>Seeds that choose are not tested: a choice for each seed by all the others would tie the
   * pairs that orderings take for independent.
   *
   * @param bySetting results of each setting, seed by seed; the tested ones first
   * @param tested how many are tested; at least one is not
   */
  public static List<TrialResult> of(List<List<TrialResult>> bySetting, int tested) {
    List<TrialResult> best = bySetting.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (List<TrialResult> seeds : bySetting) {
      double sum = 0;
      for (TrialResult other : seeds.subList(tested, seeds.size())) {
        sum += other.number(VALIDATION);
      }
      if (sum < least) { // NaN is not
        least = sum;
        best = seeds;
      }
    }
    return best.subList(0, tested);
  }

  /** Runs of any setting whose loss was no longer finite. */
  public static long dead(List<List<TrialResult>> bySetting) {
    return (long) bySetting.stream().flatMap(List::stream).mapToDouble(r -> r.number(DEAD)).sum();
  }
}
