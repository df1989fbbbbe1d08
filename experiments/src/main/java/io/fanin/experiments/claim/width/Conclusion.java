package io.fanin.experiments.claim.width;

import io.fanin.experiments.claim.AlignmentPicture;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Equivalence;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.Proportion;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verdict on what width costs. */
final class Conclusion {
  private static final int LEAST = 10;

  private final SettingValues values;
  private final Map<Group, List<TrialResult>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int seeds = values.integer(Overparametrization.SEEDS);
    int at = 0;
    for (Group group : Group.all(values)) {
      results.put(group, all.subList(at, at + seeds));
      at += seeds;
    }
  }

  Findings findings() {
    List<Integer> factors = Group.factors(values);
    String scale =
        "n = %d, %d samples, widths × %d to × %d, %d starts"
            .formatted(
                values.integer(Overparametrization.INPUTS),
                values.integer(Overparametrization.SAMPLES),
                factors.get(0),
                factors.get(factors.size() - 1),
                values.integer(Overparametrization.SEEDS));
    Findings findings = new Findings(scale);
    for (boolean matched : new boolean[] {true, false}) {
      judge(findings, matched);
    }
    return findings.figure(figure()).table(table()).picture(picture(true)).picture(picture(false));
  }

  private List<TrialResult> runs(boolean matched, int factor) {
    return Objects.requireNonNull(results.get(new Group(matched, factor)));
  }

  private double[] numbers(boolean matched, int factor, String metric) {
    return runs(matched, factor).stream().mapToDouble(r -> r.number(metric)).toArray();
  }

  private int interpolating(boolean matched, int factor) {
    double limit = values.real(Overparametrization.FIT);
    int count = 0;
    for (double error : numbers(matched, factor, WidthTask.TRAINING)) {
      count += error <= limit ? 1 : 0; // NaN does not count
    }
    return count;
  }

  private void judge(Findings findings, boolean matched) {
    List<Integer> factors = Group.factors(values);
    int starts = values.integer(Overparametrization.SEEDS);
    String label = new Group(matched, factors.get(0)).label();
    List<Integer> fitting =
        factors.stream().filter(f -> interpolating(matched, f) == starts).toList();
    if (fitting.size() < 2 || starts < LEAST) {
      findings.judged(
          Judgement.undecided(
              label
                  + " networks: "
                  + (starts < LEAST
                      ? "only " + starts + " starts"
                      : "all interpolate at widths × " + fitting + " alone"),
              "at least " + LEAST + " starts that all interpolate at two widths or more"));
      return;
    }
    int first = fitting.get(0);
    int widest = fitting.get(fitting.size() - 1);
    double[] narrow = numbers(matched, first, WidthTask.TEST);
    double[] wide = numbers(matched, widest, WidthTask.TEST);
    double[] logs = new double[starts];
    for (int s = 0; s < starts; s++) {
      logs[s] = StrictMath.log(wide[s] / narrow[s]);
    }
    double margin = StrictMath.log(values.real(Overparametrization.MARGIN));
    Equivalence equal = Equivalence.test(logs, margin);
    findings.judge(
        VerdictRule.atMost(
            "loss of test error, " + label + ", × " + widest + " over × " + first, margin, 0),
        "log error(widest) / error(first)",
        0.0,
        TIntervals.mean(logs, VerdictRule.LEVEL),
        String.format(
            java.util.Locale.ROOT,
            "t-interval over starts; equivalence p = %.3g%s",
            equal.p(),
            left(matched, factors)));
    findings.judge(
        VerdictRule.atMost("relative test error, " + label + ", × " + widest, 1, 0),
        "error(widest) / spread",
        null,
        TIntervals.mean(wide, VerdictRule.LEVEL),
        "an error that did not rise must be one: below that of the best constant");
  }

  /** The widths that are compared with nothing. */
  private String left(boolean matched, List<Integer> factors) {
    int starts = values.integer(Overparametrization.SEEDS);
    StringBuilder left = new StringBuilder();
    for (int factor : factors) {
      int count = interpolating(matched, factor);
      if (count < starts) {
        left.append("; × %d not compared, %d of %d interpolate".formatted(factor, count, starts));
      }
    }
    return left.toString();
  }

  /** The target's graph by what the widest networks learnt. */
  private GraphPicture picture(boolean matched) {
    List<Integer> factors = Group.factors(values);
    Group widest = new Group(matched, factors.get(factors.size() - 1));
    List<double[]> alignments =
        runs(matched, widest.factor()).stream().map(r -> r.series(WidthTask.ALIGNMENT)).toList();
    return AlignmentPicture.of(
        "width-graph-" + widest.label(),
        "What " + widest.label() + " networks, × " + widest.factor() + ", learnt",
        "The target's tree; means over starts.",
        Group.target(values).graph(),
        AlignmentPicture.mean(alignments));
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    List<Integer> factors = Group.factors(values);
    double[] x = factors.stream().mapToDouble(f -> f).toArray();
    for (boolean matched : new boolean[] {true, false}) {
      for (String metric : List.of(WidthTask.TEST, WidthTask.TRAINING)) {
        double[][] band = new double[3][x.length];
        for (int i = 0; i < x.length; i++) {
          double[] logs = numbers(matched, factors.get(i), metric);
          for (int s = 0; s < logs.length; s++) {
            logs[s] = StrictMath.log(logs[s]);
          }
          Interval interval = TIntervals.mean(logs, VerdictRule.LEVEL);
          band[0][i] = StrictMath.exp(interval.estimate());
          band[1][i] = StrictMath.exp(interval.low());
          band[2][i] = StrictMath.exp(interval.high());
        }
        String name =
            (matched ? "matched, " : "dense, ")
                + (metric.equals(WidthTask.TEST) ? "test" : "training");
        series.add(Series.band(name, x, band[0], band[1], band[2]));
      }
    }
    return new Figure(
        "width-errors",
        "Error against width",
        "Relative error (1 is the best constant); geometric mean over starts with its 95% t-interval."
            + " Beyond the width at which training error vanishes, test error must not rise.",
        Axis.log("factor of width", "").at(x),
        Axis.log("relative error", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("width-networks", "Networks")
            .note(
                "Relative errors, means over starts; success is interpolation, with its exact interval;"
                    + " rates are chosen on other starts and samples. Alignment: mean over the target's"
                    + " constituents of the largest correlation with a hidden unit.")
            .text("network")
            .integer("factor", "")
            .integer("width", "")
            .integer("parameters", "")
            .integer("multiply-adds", "")
            .real("rate", "", 3)
            .percent("interpolate", 3)
            .percent("low", 3)
            .percent("high", 3)
            .real("training error", "", 3)
            .real("test error", "", 3)
            .real("alignment", "", 3)
            .integer("steps", "")
            .integer("dead", "");
    for (boolean matched : new boolean[] {true, false}) {
      for (int factor : Group.factors(values)) {
        Group group = new Group(matched, factor);
        List<TrialResult> runs = runs(matched, factor);
        Interval success =
            Proportion.exact(interpolating(matched, factor), runs.size(), VerdictRule.LEVEL);
        table.row(
            group.label(),
            factor,
            group.width(values),
            (long) runs.get(0).number(WidthTask.PARAMETERS),
            (long) runs.get(0).number(WidthTask.MULTIPLY_ADDS),
            runs.get(0).number(WidthTask.RATE),
            success.estimate(),
            success.low(),
            success.high(),
            mean(numbers(matched, factor, WidthTask.TRAINING)),
            mean(numbers(matched, factor, WidthTask.TEST)),
            mean(runs.stream().mapToDouble(r -> mean(r.series(WidthTask.ALIGNMENT))).toArray()),
            (long) runs.get(0).number(WidthTask.STEPS),
            (long) runs.stream().mapToDouble(r -> r.number(WidthTask.DEAD)).sum());
      }
    }
    return table.build();
  }

  private static double mean(double[] numbers) {
    return io.fanin.experiments.stats.Moments.mean(numbers);
  }
}
