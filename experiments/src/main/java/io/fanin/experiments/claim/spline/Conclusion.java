package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The verdict on the slopes. */
final class Conclusion {
  private static final double TOLERANCE = 0.4;

  /** A start counts as one that found the way if its error is within this factor of the best. */
  private static final double FOUND = 3;

  private final SettingValues values;
  private final List<TrialResult> results;
  private final List<SplineTarget> targets;
  private final double[] grids;

  Conclusion(ClaimSetup setup, List<TrialResult> results) {
    this.values = new SettingValues(setup);
    this.results = results;
    this.targets = SplineRate.targets(values);
    this.grids = SplineRate.grids(values).stream().mapToDouble(g -> g).toArray();
  }

  Findings findings() {
    int last = grids.length - 1;
    String scale =
        "%s inputs, %d to %d intervals, %d points, %d seeds"
            .formatted(
                String.join(", ", targets.stream().map(t -> "" + t.inputs()).toList()),
                (int) grids[0],
                (int) grids[last],
                values.integer(SplineRate.SAMPLES),
                values.integer(SplineRate.SEEDS));
    Findings findings = new Findings(scale);
    targets.forEach(target -> judge(findings, target));
    targets.forEach(target -> show(findings, target));
    for (SplineTarget target : targets) {
      findings.figure(onGrids(target)).figure(onParameters(target));
    }
    return findings.table(table());
  }

  private List<TrialResult> runs(SplineTarget target, boolean splines) {
    int seeds = values.integer(SplineRate.SEEDS);
    int at = (2 * targets.indexOf(target) + (splines ? 0 : 1)) * seeds;
    return results.subList(at, at + seeds);
  }

  /** {@code [size][seed]}. */
  private double[][] curve(SplineTarget target, boolean splines, String metric) {
    List<TrialResult> runs = runs(target, splines);
    double[][] curve = new double[grids.length][runs.size()];
    for (int s = 0; s < runs.size(); s++) {
      double[] own = runs.get(s).series(metric);
      for (int g = 0; g < grids.length; g++) {
        curve[g][s] = own[g];
      }
    }
    return curve;
  }

  private double predicted() {
    return -(values.integer(SplineRate.DEGREE) + 1.0);
  }

  private void judge(Findings findings, SplineTarget target) {
    SlopeEstimate slope =
        SlopeEstimate.paired(grids, curve(target, true, SplineTask.TEST), VerdictRule.LEVEL);
    findings.judge(
        VerdictRule.within("slope, " + target.inputs() + " inputs", predicted(), TOLERANCE),
        "d log rmse / d log intervals",
        predicted(),
        slope.interval(),
        note(slope));
  }

  private static String note(SlopeEstimate slope) {
    return String.format(
        Locale.ROOT,
        "t-interval over seeds %s; without the smallest size %.3f",
        slope.statistical(),
        slope.withoutSmallest());
  }

  private void show(Findings findings, SplineTarget target) {
    for (boolean splines : new boolean[] {true, false}) {
      double[] sizes =
          Arrays.stream(curve(target, splines, SplineTask.PARAMETERS))
              .mapToDouble(seeds -> seeds[0])
              .toArray();
      if (Arrays.stream(sizes).distinct().count() >= 3) {
        SlopeEstimate slope =
            SlopeEstimate.paired(sizes, curve(target, splines, SplineTask.TEST), VerdictRule.LEVEL);
        findings.show(
            "slope on parameters, "
                + (splines ? "splines, " : "dense, ")
                + target.inputs()
                + " inputs",
            "d log rmse / d log N",
            splines ? predicted() : null,
            slope.interval(),
            note(slope));
      }
    }
  }

  private Series band(String name, double[] x, double[][] errors) {
    double[][] band = new double[3][x.length];
    for (int i = 0; i < x.length; i++) {
      double[] logs = Arrays.stream(errors[i]).map(StrictMath::log).toArray();
      Interval interval = TIntervals.mean(logs, VerdictRule.LEVEL);
      band[0][i] = StrictMath.exp(interval.estimate());
      band[1][i] = StrictMath.exp(interval.low());
      band[2][i] = StrictMath.exp(interval.high());
    }
    return Series.band(name, x, band[0], band[1], band[2]);
  }

  private Figure onGrids(SplineTarget target) {
    double[][] test = curve(target, true, SplineTask.TEST);
    List<Series> series = new ArrayList<>();
    series.add(band("test", grids, test));
    series.add(band("training", grids, curve(target, true, SplineTask.TRAINING)));
    int last = grids.length - 1;
    double[] line = new double[grids.length];
    double end = median(test[last]);
    for (int g = 0; g < line.length; g++) {
      line[g] = end * StrictMath.pow(grids[g] / grids[last], predicted());
    }
    series.add(
        Series.theory(String.format(Locale.ROOT, "slope %.0f", predicted()), grids, line)
            .inGroup("test"));
    return new Figure(
        "spline-grids-" + target.id(),
        "Splines on " + target.inputs() + " inputs",
        target.formula()
            + "; root mean square error against intervals, geometric mean over seeds with its 95%"
            + " t-interval. Dashed: the predicted slope through the median at the largest grid.",
        Axis.log("intervals", "").at(grids),
        Axis.log("rmse", ""),
        series);
  }

  private Figure onParameters(SplineTarget target) {
    List<Series> series = new ArrayList<>();
    for (boolean splines : new boolean[] {true, false}) {
      double[] sizes =
          Arrays.stream(curve(target, splines, SplineTask.PARAMETERS))
              .mapToDouble(seeds -> seeds[0])
              .toArray();
      series.add(
          band(
              splines ? "splines" : "dense, tanh", sizes, curve(target, splines, SplineTask.TEST)));
    }
    return new Figure(
        "spline-parameters-" + target.id(),
        "Splines and dense networks of the same size, " + target.inputs() + " inputs",
        "Root mean square test error against trainable parameters; geometric mean over seeds with"
            + " its 95% t-interval.",
        Axis.log("parameters", ""),
        Axis.log("rmse", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("spline-networks", "Networks")
            .note(
                "Median errors over seeds. Found: starts on the first grid whose error is within "
                    + (int) FOUND
                    + " times the best. Alignment: the least, over the target's hidden nodes, of"
                    + " the correlation with the unit most like it, on the last grid.")
            .text("target")
            .text("network")
            .integer("intervals", "")
            .integer("parameters", "")
            .integer("multiply-adds", "a row")
            .real("training rmse", "", 3)
            .real("test rmse", "", 3)
            .text("found")
            .real("alignment", "", 4);
    for (SplineTarget target : targets) {
      for (boolean splines : new boolean[] {true, false}) {
        for (int g = 0; g < grids.length; g++) {
          addRow(table, target, splines, g);
        }
      }
    }
    return table.build();
  }

  private void addRow(DataTable.Builder table, SplineTarget target, boolean splines, int g) {
    table.row(
        target.id(),
        splines ? "splines" : "dense",
        (int) grids[g],
        (long) curve(target, splines, SplineTask.PARAMETERS)[g][0],
        (long) curve(target, splines, SplineTask.MULTIPLY_ADDS)[g][0],
        median(curve(target, splines, SplineTask.TRAINING)[g]),
        median(curve(target, splines, SplineTask.TEST)[g]),
        splines && g == 0 ? found(target) : "",
        splines && g == grids.length - 1 ? alignment(target) : null);
  }

  private String found(SplineTarget target) {
    int found = 0;
    int all = 0;
    for (TrialResult run : runs(target, true)) {
      double[] starts = run.series(SplineTask.STARTS);
      double best = Arrays.stream(starts).min().orElse(Double.NaN);
      found += (int) Arrays.stream(starts).filter(e -> e <= FOUND * best).count();
      all += starts.length;
    }
    return found + " of " + all;
  }

  private @org.jspecify.annotations.Nullable Double alignment(SplineTarget target) {
    double[] least =
        runs(target, true).stream()
            .map(run -> run.series(SplineTask.ALIGNMENT))
            .filter(aligned -> aligned.length > 0)
            .mapToDouble(aligned -> Arrays.stream(aligned).min().orElse(Double.NaN))
            .toArray();
    return least.length == 0 ? null : median(least);
  }

  private static double median(double[] sample) {
    return Moments.median(sample);
  }
}
