package io.fanin.experiments.claim.mismatch;

import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A group's runs, one for each target, each at the rate that did best on the other targets'
 * validation rows.
 *
 * @param runs one for each target
 * @param dead runs at any rate whose loss was no longer a number
 * @param all runs at any rate
 */
record Chosen(List<TrialResult> runs, int dead, int all) {
  /**
   * Chooses.
   *
   * @param results target by target, rate by rate
   */
  static Chosen of(List<TrialResult> results, int targets, int rates) {
    List<TrialResult> runs = new ArrayList<>();
    for (int t = 0; t < targets; t++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int r = 0; r < rates; r++) {
        double sum = 0;
        for (int other = 0; other < targets; other++) {
          double error = results.get(other * rates + r).number(MismatchTask.VALIDATION);
          sum += other == t ? 0 : StrictMath.log(error);
        }
        if (sum < least) { // NaN never is
          least = sum;
          best = r;
        }
      }
      runs.add(results.get(t * rates + best));
    }
    int dead = (int) results.stream().filter(r -> r.number(MismatchTask.DEAD) > 0).count();
    return new Chosen(List.copyOf(runs), dead, results.size());
  }

  double[] numbers(String metric) {
    return runs.stream().mapToDouble(r -> r.number(metric)).toArray();
  }
}
