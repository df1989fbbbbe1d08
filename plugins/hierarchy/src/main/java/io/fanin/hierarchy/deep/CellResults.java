package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.complexity.ErrorCurve;
import io.fanin.hierarchy.complexity.Scaling;
import java.util.Arrays;
import java.util.List;

/** What the members of a cell gave. */
record CellResults(Cell cell, List<TrialResult> members, SettingValues values) {
  ErrorCurve curve() {
    double[][] errors =
        members.stream().map(m -> m.series(HierarchyTask.ERRORS)).toArray(double[][]::new);
    return new ErrorCurve(
        members.get(0).series(HierarchyTask.SIZES),
        errors,
        cell.threshold(values),
        0.5 / values.integer(HierarchyKeys.TEST));
  }

  double complexity() {
    return curve().complexity();
  }

  Interval interval() {
    return Scaling.complexity(
        curve(), values.setup().seed(), "hierarchy complexity " + cell.label());
  }

  /** Whether two-layer networks were measured: P* was reached and is small enough. */
  boolean hasShallow() {
    return cell.diagonal() && members.get(0).number(HierarchyTask.SHALLOW_SAMPLES) > 0;
  }

  /** Errors over chance of the two-layer networks of one size. */
  double[] shallowErrors(String name) {
    return numbers(name + ".error", 1 / cell.chance());
  }

  Interval shallowInterval(String name) {
    return TIntervals.mean(shallowErrors(name), VerdictRule.LEVEL);
  }

  double[] numbers(String metric, double factor) {
    return members.stream().mapToDouble(m -> factor * m.number(metric)).toArray();
  }

  /** A number that all members share. */
  double shared(String metric) {
    return members.get(0).number(metric);
  }

  /** Quartiles of the error over chance at each size: {@code [lower, median, upper][rungs]}. */
  double[][] errorQuartiles() {
    double[] sizes = curve().sizes();
    double[][] bands = new double[3][sizes.length];
    for (int k = 0; k < sizes.length; k++) {
      int rung = k;
      double[] errors =
          Arrays.stream(curve().errors()).mapToDouble(e -> e[rung] / cell.chance()).toArray();
      for (int q = 0; q < 3; q++) {
        bands[q][k] = Moments.quantile(errors, (q + 1) / 4.0);
      }
    }
    return bands;
  }

  /** The median over members of the sensitivity at a level, from below, at each size. */
  double[] sensitivity(int level) {
    int rungs = curve().sizes().length;
    int levels = cell.shape().levels();
    double[] medians = new double[rungs];
    for (int k = 0; k < rungs; k++) {
      int at = k * levels + level;
      medians[k] =
          Moments.median(
              members.stream().mapToDouble(m -> m.series(HierarchyTask.SENSITIVITY)[at]).toArray());
    }
    return medians;
  }

  /** The mean over members of each symbol's alignment, in the graph's order. */
  double[] alignment() {
    double[] means = new double[members.get(0).series(HierarchyTask.ALIGNMENT).length];
    for (TrialResult member : members) {
      double[] own = member.series(HierarchyTask.ALIGNMENT);
      for (int v = 0; v < means.length; v++) {
        means[v] += own[v] / members.size();
      }
    }
    return means;
  }
}
