package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.Proportion;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures and tables of the measurement. */
final class Pictures {
  private final Conclusion conclusion;
  private final SettingValues values;

  Pictures(Conclusion conclusion, SettingValues values) {
    this.conclusion = conclusion;
    this.values = values;
  }

  Figure bars(Concordances concordances) {
    int n = Predictor.values().length;
    double[] x = new double[n];
    double[][] y = new double[3][n];
    List<String> names = new ArrayList<>();
    for (Predictor p : Predictor.values()) {
      int i = p.place();
      Interval c = concordances.c()[i];
      x[i] = i;
      y[0][i] = c.estimate();
      y[1][i] = c.low();
      y[2][i] = c.high();
      names.add(p.label());
    }
    return new Figure(
        "learnability-concordance",
        "What orders targets by the samples that they take",
        "Harrell's C within families and architectures, with the 95% interval of the bootstrap over"
            + " targets; one half is chance, and one a perfect order.",
        Axis.categories("", names),
        Axis.linear("C", ""),
        List.of(
            Series.bars("C", x, y[0], y[1], y[2]),
            Series.theory("chance", new double[] {0, n - 1}, new double[] {0.5, 0.5})));
  }

  /** Samples of rightly wired networks against the staircase of nodes. */
  Figure scatter() {
    List<Series> series = new ArrayList<>();
    for (List<Item> family : conclusion.items()) {
      double[] x = new double[family.size()];
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = -family.get(i).predictors()[Predictor.STAIRCASE.place()];
        double steps = family.get(i).times()[Arm.MATCHED.place()];
        y[i] = Double.isFinite(steps) ? steps * values.integer(Learnability.BATCH) : Double.NaN;
      }
      series.add(Series.points(family.get(0).family().label(), x, y));
    }
    return new Figure(
        "learnability-staircase",
        "Samples against the staircase of nodes, right wiring",
        "Each point is a target, the median over starts. Targets that were not learnt are not shown.",
        Axis.linear("largest over paths of the smallest |corr(vertex, output)|", ""),
        Axis.log("samples", ""),
        series);
  }

  DataTable predictors(Concordances concordances) {
    DataTable.Builder table =
        DataTable.builder("learnability-predictors", "Quantities")
            .note(
                "Harrell's C within families; all architectures together with the bootstrap's 95% interval,"
                    + " and each alone.")
            .text("quantity")
            .real("C", "", 3)
            .real("low", "", 3)
            .real("high", "", 3);
    for (Arm arm : Arm.values()) {
      table.real(arm.label(), "", 3);
    }
    for (Predictor p : Predictor.values()) {
      Interval c = concordances.c()[p.place()];
      List<@Nullable Object> row = new ArrayList<>();
      row.add(p.label());
      row.add(cell(c.estimate()));
      row.add(cell(c.low()));
      row.add(cell(c.high()));
      for (Arm arm : Arm.values()) {
        row.add(cell(Concordances.of(conclusion.items(), p, arm)));
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  DataTable families() {
    DataTable.Builder table =
        DataTable.builder("learnability-families", "Families")
            .note(
                "Shares of the drawn targets with exact binomial 95% intervals; of those that were to be"
                    + " learnt, how many most starts of each architecture learnt.")
            .text("family")
            .integer("drawn", "")
            .percent("leap 1", 3)
            .percent("low", 3)
            .percent("high", 3)
            .percent("first-order signal", 3);
    for (Arm arm : Arm.values()) {
      table.text("learnt by " + arm.label());
    }
    for (Family family : Family.values()) {
      int drawn = values.integer(Learnability.DRAWN);
      Interval one = Proportion.exact(conclusion.leapOne(family), drawn, VerdictRule.LEVEL);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(family.label());
      row.add(drawn);
      row.add(one.estimate());
      row.add(one.low());
      row.add(one.high());
      row.add(conclusion.signals(family) / (double) drawn);
      List<Item> items = conclusion.items().get(family.place());
      for (Arm arm : Arm.values()) {
        long learnt = items.stream().filter(i -> Double.isFinite(i.times()[arm.place()])).count();
        row.add(learnt + " of " + items.size());
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  DataTable networks() {
    DataTable.Builder table =
        DataTable.builder("learnability-networks", "Networks")
            .note("Means over targets; learnt and dead are counted over all starts.")
            .text("network")
            .real("rate", "", 2)
            .real("parameters", "", 4)
            .real("multiply-adds", "a row", 4)
            .integer("learnt", "")
            .integer("dead", "")
            .integer("networks", "");
    for (Arm arm : Arm.values()) {
      List<TrialResult> runs = new ArrayList<>();
      for (Family family : Family.values()) {
        runs.addAll(Arrays.asList(conclusion.runs(family)[arm.place()]));
      }
      long learnt =
          runs.stream()
              .flatMapToDouble(r -> Arrays.stream(r.series(LearningTask.STEPS)))
              .filter(Double::isFinite)
              .count();
      table.row(
          arm.label(),
          runs.get(0).number(LearningTask.RATE),
          mean(runs, LearningTask.PARAMETERS),
          mean(runs, LearningTask.WORK),
          learnt,
          (long) runs.stream().mapToDouble(r -> r.number(LearningTask.DEAD)).sum(),
          runs.size() * values.integer(Learnability.STARTS));
    }
    return table.build();
  }

  private static double mean(List<TrialResult> runs, String metric) {
    return Moments.mean(runs.stream().mapToDouble(r -> r.number(metric)).toArray());
  }

  private static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
