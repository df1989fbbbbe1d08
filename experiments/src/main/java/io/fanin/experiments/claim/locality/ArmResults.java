package io.fanin.experiments.claim.locality;

import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.List;

/** What one arm gave at one size: for each rate, the results set by set. */
final class ArmResults {
  private final List<List<TrialResult>> byRate = new ArrayList<>();

  void addRate(List<TrialResult> sets) {
    byRate.add(sets);
  }

  int sets() {
    return byRate.get(0).size();
  }

  /**
   * The result of a set at the rate that has the lowest mean validation error on the other sets.
   */
  TrialResult chosen(int set) {
    List<TrialResult> best = byRate.get(0);
    double lowest = Double.POSITIVE_INFINITY;
    for (List<TrialResult> rate : byRate) {
      double error = validationWithout(rate, set);
      if (error < lowest) {
        lowest = error;
        best = rate;
      }
    }
    return best.get(set);
  }

  private static double validationWithout(List<TrialResult> rate, int set) {
    double sum = 0;
    for (int s = 0; s < rate.size(); s++) {
      sum += s == set ? 0 : rate.get(s).number(LocalityTask.VALIDATION_ERROR);
    }
    return sum / (rate.size() - 1);
  }

  /** 1 where the chosen network of a set is wrong on a test digit, {@code [sets][test rows]}. */
  double[][] wrong() {
    double[][] wrong = new double[sets()][];
    for (int s = 0; s < wrong.length; s++) {
      String flags = chosen(s).text(LocalityTask.TEST_WRONG);
      wrong[s] = flags.chars().mapToDouble(c -> c - '0').toArray();
    }
    return wrong;
  }

  /** Test error of each set's chosen network. */
  double[] errors() {
    double[][] wrong = wrong();
    double[] errors = new double[wrong.length];
    for (int s = 0; s < errors.length; s++) {
      double sum = 0;
      for (double w : wrong[s]) {
        sum += w;
      }
      errors[s] = sum / wrong[s].length;
    }
    return errors;
  }

  double validationError() {
    double sum = 0;
    for (int s = 0; s < sets(); s++) {
      sum += chosen(s).number(LocalityTask.VALIDATION_ERROR);
    }
    return sum / sets();
  }

  /** Runs at any rate whose loss was no longer finite. */
  int dead() {
    int dead = 0;
    for (List<TrialResult> rate : byRate) {
      for (TrialResult result : rate) {
        dead += (int) result.number(LocalityTask.DEAD);
      }
    }
    return dead;
  }

  int runs() {
    return byRate.size() * sets();
  }
}
