package io.fanin.experiments.claim.kernellocality;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verdict on the exponents. */
final class Conclusion {
  private static final double TOLERANCE = 0.03;
  private static final double ALPHA = 1; // of the Laplace kernel: 1 - C(r) ~ r

  /** A learning curve's place. */
  private record Place(int d, int student) {}

  private final SettingValues values;
  private final Ladder ladder;
  private final Map<Place, List<TrialResult>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    ladder = Ladder.of(values);
    int at = 0;
    List<Integer> inputs = ladder.inputs();
    for (int i = inputs.size() - 1; i >= 0; i--) {
      for (int seed = 0; seed < values.integer(KernelLocality.SEEDS); seed++) {
        for (int s : ladder.students(inputs.get(i))) {
          results
              .computeIfAbsent(new Place(inputs.get(i), s), p -> new ArrayList<>())
              .add(all.get(at++));
        }
      }
    }
  }

  Findings findings() {
    Findings findings = new Findings(scale());
    for (int d : ladder.inputs()) {
      for (int s : ladder.locals()) {
        SlopeEstimate slope = slope(d, s, CurveTask.ERRORS);
        findings.judge(
            VerdictRule.within("exponent, s = " + s + ", d = " + d, ALPHA / s, TOLERANCE),
            "beta",
            ALPHA / s,
            negative(slope.interval()),
            note(slope));
      }
    }
    ladder.inputs().forEach(d -> judgeAgainstLocal(findings, d));
    for (int i = 1; i < ladder.inputs().size(); i++) {
      judgeFall(findings, ladder.inputs().get(i - 1), ladder.inputs().get(i));
    }
    ladder.inputs().forEach(d -> show(findings, d));
    return findings.figure(figure()).table(table());
  }

  private String scale() {
    List<Integer> inputs = ladder.inputs();
    return "d ≤ %d, P ≤ %d, %d draws"
        .formatted(
            inputs.get(inputs.size() - 1), ladder.largest(), values.integer(KernelLocality.SEEDS));
  }

  private static String note(SlopeEstimate slope) {
    return "t-interval over draws of the samples, %s; without the smallest P %.3f"
        .formatted(negative(slope.statistical()), -slope.withoutSmallest());
  }

  private void judgeAgainstLocal(Findings findings, int d) {
    int s = ladder.widest();
    findings.judge(
        VerdictRule.atMost("beta(not local) - beta(s = " + s + "), d = " + d, 0, 0),
        "beta_d - beta_s",
        ALPHA / d - ALPHA / s,
        differences(betas(d, d), betas(d, s)),
        "t-interval of the differences on the same samples");
  }

  private void judgeFall(Findings findings, int before, int d) {
    findings.judge(
        VerdictRule.atMost(
            "beta(not local, d = " + d + ") - beta(not local, d = " + before + ")", 0, 0),
        "beta_d' - beta_d",
        ALPHA / d - ALPHA / before,
        differences(betas(d, d), betas(before, before)),
        "t-interval of the differences over draws");
  }

  private void show(Findings findings, int d) {
    SlopeEstimate global = slope(d, d, CurveTask.ERRORS);
    findings.show(
        "exponent, not local, d = " + d,
        "beta",
        ALPHA / d,
        negative(global.interval()),
        note(global));
    for (int s : ladder.students(d)) {
      if (s != ladder.teacher()) {
        SlopeEstimate own = slope(d, s, CurveTask.OWN);
        findings.show(
            "exponent with a teacher of the student's windows, s = " + s + ", d = " + d,
            "beta",
            ALPHA / s,
            negative(own.interval()),
            note(own));
      }
    }
  }

  private List<TrialResult> runs(int d, int s) {
    return Objects.requireNonNull(results.get(new Place(d, s)));
  }

  /** Errors of a curve, {@code [size][draw]}. */
  private double[][] errors(int d, int s, String series) {
    List<TrialResult> runs = runs(d, s);
    double[][] errors = new double[ladder.sizes().size()][runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      double[] one = runs.get(r).series(series);
      for (int k = 0; k < one.length; k++) {
        errors[k][r] = one[k];
      }
    }
    return errors;
  }

  private SlopeEstimate slope(int d, int s, String series) {
    return SlopeEstimate.paired(ladder.abscissas(), errors(d, s, series), VerdictRule.LEVEL);
  }

  private double[] betas(int d, int s) {
    return runs(d, s).stream()
        .mapToDouble(r -> -LineFit.logLog(ladder.abscissas(), r.series(CurveTask.ERRORS)).slope())
        .toArray();
  }

  private static Interval differences(double[] a, double[] b) {
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return TIntervals.mean(differences, VerdictRule.LEVEL);
  }

  private static Interval negative(Interval slope) {
    return new Interval(-slope.estimate(), -slope.high(), -slope.low(), slope.level());
  }

  private static String label(int d, int s) {
    return s == d ? "not local, d = " + d : "s = " + s + ", d = " + d;
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    double[] x = ladder.abscissas();
    results.keySet().stream()
        .sorted(java.util.Comparator.comparingInt(Place::d).thenComparingInt(Place::student))
        .forEach(
            place -> {
              double[][] band = band(errors(place.d(), place.student(), CurveTask.ERRORS));
              String label = label(place.d(), place.student());
              series.add(Series.band(label, x, band[0], band[1], band[2]));
              double[] theory = new double[x.length];
              for (int k = 0; k < x.length; k++) {
                theory[k] = band[0][0] * StrictMath.pow(x[k] / x[0], -ALPHA / place.student());
              }
              series.add(Series.theory(label + ", theory", x, theory).inGroup(label));
            });
    return new Figure(
        "kernel-locality-curves",
        "Learning curves of local kernels and of one that is not",
        "Mean squared error over the variance of the target, geometric mean over draws with its 95%"
            + " t-interval; dashed, P^(-1/s) and P^(-1/d) from the first point. Local students of one s"
            + " have one slope whatever d.",
        Axis.log("samples P", "").at(x),
        Axis.log("error / variance", ""),
        series);
  }

  private static double[][] band(double[][] errors) {
    double[][] band = new double[3][errors.length];
    for (int k = 0; k < errors.length; k++) {
      double[] logs = new double[errors[k].length];
      for (int r = 0; r < logs.length; r++) {
        logs[r] = StrictMath.log(errors[k][r]);
      }
      Interval interval = TIntervals.mean(logs, VerdictRule.LEVEL);
      band[0][k] = StrictMath.exp(interval.estimate());
      band[1][k] = StrictMath.exp(interval.low());
      band[2][k] = StrictMath.exp(interval.high());
    }
    return band;
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("kernel-locality-errors", "Errors")
            .note("Over the variance of the target; geometric means over draws.")
            .integer("d", "")
            .text("student")
            .integer("P", "")
            .real("error", "", 4)
            .real("low", "", 4)
            .real("high", "", 4)
            .real("teacher of the student's windows", "", 4);
    for (int d : ladder.inputs()) {
      for (int s : ladder.students(d)) {
        double[][] band = band(errors(d, s, CurveTask.ERRORS));
        double[][] own = band(errors(d, s, CurveTask.OWN));
        for (int k = 0; k < ladder.sizes().size(); k++) {
          table.row(
              d,
              s == d ? "not local" : "s = " + s,
              ladder.sizes().get(k),
              band[0][k],
              band[1][k],
              band[2][k],
              own[0][k]);
        }
      }
    }
    return table.build();
  }
}
