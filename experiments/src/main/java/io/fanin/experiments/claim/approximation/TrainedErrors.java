package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Part B's results: for each group and tree the network at the rate that validation chose. */
final class TrainedErrors {
  private final Values values;
  private final Map<Group, List<TrialResult>> chosen = new LinkedHashMap<>();
  private final Map<Group, Integer> dead = new LinkedHashMap<>();
  private final int used;

  /**
   * Reads the results in the order of the plan.
   *
   * @param results those of part B come first
   */
  TrainedErrors(Values values, List<TrialResult> results) {
    this.values = values;
    int rates = values.rates().size();
    int at = 0;
    for (Group group : Group.all(values)) {
      List<TrialResult> best = new ArrayList<>();
      for (int tree = 0; tree < values.trees(); tree++) {
        List<TrialResult> grid = results.subList(at, at + rates);
        best.add(best(grid));
        dead.merge(group, dead(grid), Integer::sum);
        at += rates;
      }
      chosen.put(group, best);
    }
    used = at;
  }

  private static TrialResult best(List<TrialResult> grid) {
    TrialResult best = grid.get(0);
    double lowest = Double.POSITIVE_INFINITY;
    for (TrialResult result : grid) {
      double error = result.number(Measurement.VALIDATION_ERROR);
      if (error < lowest) {
        lowest = error;
        best = result;
      }
    }
    return best;
  }

  private static int dead(List<TrialResult> grid) {
    return (int) grid.stream().mapToDouble(r -> r.number(Measurement.DEAD)).sum();
  }

  /** How many results part B has. */
  int used() {
    return used;
  }

  List<Group> groups() {
    return List.copyOf(chosen.keySet());
  }

  TrialResult result(Group group, int tree) {
    return java.util.Objects.requireNonNull(chosen.get(group), group.toString()).get(tree);
  }

  int dead(Group group) {
    return java.util.Objects.requireNonNull(dead.get(group), group.toString());
  }

  /** Relative test error of each tree, {@code [trees]}. */
  double[] errors(Group group) {
    double[] errors = new double[values.trees()];
    for (int tree = 0; tree < errors.length; tree++) {
      errors[tree] = result(group, tree).number(Measurement.TEST_ERROR);
    }
    return errors;
  }
}
