package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Figure and table of the target that reduces its dimension: printed, not judged. */
final class ReducingPictures {
  private final SettingValues values;
  private final double[] kappas;
  private final Map<Arm, List<List<TrialResult>>> results = new EnumMap<>(Arm.class);

  /** Reads results in the order of {@link ReducingTask#all}. */
  ReducingPictures(SettingValues values, List<TrialResult> all) {
    this.values = values;
    this.kappas = values.reals(FeatureLearning.KAPPAS).stream().mapToDouble(k -> k).toArray();
    int seeds = values.integer(FeatureLearning.REDUCING_SEEDS);
    int at = 0;
    for (Arm arm : ReducingTask.ARMS) {
      List<List<TrialResult>> own = new ArrayList<>();
      for (int k = 0; k < kappas.length; k++) {
        own.add(all.subList(at, at + seeds));
        at += seeds;
      }
      results.put(arm, own);
    }
  }

  void addTo(Findings findings) {
    int d = ReducingTarget.inputs(values);
    int last = kappas.length - 1;
    double[] two = numbers(Arm.TWO_LAYERS, last, ReducingTask.ERROR);
    double[] three = numbers(Arm.THREE_LAYERS_ADAM, last, ReducingTask.ERROR);
    double[] kernel = numbers(Arm.KERNEL, last, ReducingTask.ERROR);
    String at = ", d = " + d + ", kappa = " + kappas[last];
    show(findings, "error(two layers) - error(three layers)" + at, two, three);
    show(findings, "error(kernel) - error(two layers)" + at, kernel, two);
    findings.figure(figure()).table(table());
  }

  private static void show(Findings findings, String name, double[] more, double[] less) {
    double[] differences = new double[more.length];
    for (int s = 0; s < more.length; s++) {
      differences[s] = more[s] - less[s];
    }
    findings.show(
        name,
        "difference of errors",
        null,
        TIntervals.mean(differences, VerdictRule.LEVEL),
        "positive is predicted; t-interval over targets");
  }

  private List<TrialResult> runs(Arm arm, int k) {
    return Objects.requireNonNull(results.get(arm)).get(k);
  }

  private double[] numbers(Arm arm, int k, String metric) {
    return runs(arm, k).stream().mapToDouble(r -> r.number(metric)).toArray();
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    ReducingTask.ARMS.forEach(arm -> series.add(series(arm, ReducingTask.ERROR, arm.label())));
    series.add(series(Arm.KERNEL, ReducingTask.PLAIN, "kernel without ridge"));
    return new Figure(
        "feature-learning-reduction",
        "Errors on a target that reduces its dimension twice",
        "tanh of a sum of polynomials of the root of d directions; mean over targets with its 95% t-interval."
            + " Predicted beyond kappa = 1.5: three layers below two layers below the quadratic kernel."
            + " Without ridge the kernel's error has a peak where it begins to interpolate.",
        Axis.linear("kappa = log n / log d", "").at(kappas),
        Axis.log("squared error / variance", ""),
        series);
  }

  private Series series(Arm arm, String metric, String name) {
    double[][] band = new double[3][kappas.length];
    for (int k = 0; k < kappas.length; k++) {
      Interval mean = TIntervals.mean(numbers(arm, k, metric), VerdictRule.LEVEL);
      band[0][k] = mean.estimate();
      band[1][k] = mean.low();
      band[2][k] = mean.high();
    }
    return Series.band(name, kappas, band[0], band[1], band[2]);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder(
                "feature-learning-reduction-errors", "A target that reduces its dimension")
            .note(
                "Squared error over the labels' variance, mean over targets with its 95% t-interval."
                    + " Alignment is the correlation of the target's one number before the last with the"
                    + " unit that has found it best. Secondary: not judged.")
            .text("learner")
            .real("kappa", "", 3)
            .integer("n", "")
            .real("error", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .real("without ridge", "", 3)
            .real("alignment", "", 3)
            .integer("parameters", "")
            .integer("dead", "");
    int d = ReducingTarget.inputs(values);
    for (Arm arm : ReducingTask.ARMS) {
      for (int k = 0; k < kappas.length; k++) {
        Interval mean = TIntervals.mean(numbers(arm, k, ReducingTask.ERROR), VerdictRule.LEVEL);
        table.row(
            arm.label(),
            kappas[k],
            ReducingTask.samples(d, kappas[k]),
            Conclusion.cell(mean.estimate()),
            Conclusion.cell(mean.low()),
            Conclusion.cell(mean.high()),
            Conclusion.cell(Moments.mean(numbers(arm, k, ReducingTask.PLAIN))),
            Conclusion.cell(Moments.mean(numbers(arm, k, ReducingTask.ALIGNMENT))),
            (long) runs(arm, k).get(0).number(SearchTask.PARAMETERS),
            (long) runs(arm, k).stream().mapToDouble(r -> r.number(SearchTask.DEAD)).sum());
      }
    }
    return table.build();
  }
}
