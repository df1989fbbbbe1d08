package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.complexity.ErrorCurve;
import io.fanin.hierarchy.complexity.Scaling;
import java.util.Arrays;
import java.util.List;

/** What the members of a cell gave. */
record CellResults(SparseCell cell, List<TrialResult> members, SettingValues values) {
  ErrorCurve curve() {
    double[][] errors =
        members.stream().map(m -> m.series(SparseTask.ERRORS)).toArray(double[][]::new);
    return new ErrorCurve(
        members.get(0).series(SparseTask.SIZES),
        errors,
        SparseCell.threshold(values),
        0.5 / values.integer(SparseKeys.TEST));
  }

  Interval interval() {
    String purpose = "sparse complexity " + cell.arm().id() + " " + cell.empties();
    return Scaling.complexity(curve(), values.setup().seed(), purpose);
  }

  /** A number that all members share. */
  double shared(String metric) {
    return members.get(0).number(metric);
  }

  double sum(String metric) {
    return members.stream().mapToDouble(m -> m.number(metric)).sum();
  }

  /** Mean alignment of all symbols, over the members that have learnt; NaN if none has. */
  double alignment() {
    return Moments.mean(
        members.stream()
            .map(m -> m.series(SparseTask.ALIGNMENT))
            .filter(own -> own.length > 0)
            .mapToDouble(own -> Arrays.stream(own).average().orElse(Double.NaN))
            .toArray());
  }
}
