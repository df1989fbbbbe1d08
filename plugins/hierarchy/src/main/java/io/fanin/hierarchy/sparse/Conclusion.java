package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Bootstrap;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.hierarchy.complexity.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The verdict on what shared weights save. */
final class Conclusion {
  private static final double LEAST = 0.5;
  private static final int SHARED_EXPONENT = 2;

  private final SettingValues values;
  private final Map<SparseCell, CellResults> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int seeds = values.integer(SparseKeys.SEEDS);
    int at = 0;
    for (SparseCell cell : SparseCell.all(values)) {
      results.put(cell, new CellResults(cell, all.subList(at, at + seeds), values));
      at += seeds;
    }
  }

  Findings findings() {
    Findings findings = new Findings(scale());
    int levels = values.integer(SparseKeys.LEVELS);
    if (levels <= SHARED_EXPONENT || SparseCell.empties(values).size() < 2) {
      findings.judged(
          Judgement.undecided(
              levels <= SHARED_EXPONENT
                  ? "with levels=" + levels + " both exponents are predicted to be alike"
                  : "one number of empty places has no exponent",
              "three levels or more, and two or more numbers of empty places"));
    } else {
      judge(findings);
    }
    for (Arm arm : SparseCell.arms(values)) {
      findings.show(
          "exponent of s0 + 1, " + arm.label(),
          "",
          (double) (arm.shared() && !values.setup().control() ? SHARED_EXPONENT : levels),
          estimate(arm.label(), members -> slope(arm, members, 0)),
          "bootstrap over grammars");
    }
    return findings.figure(complexities()).figure(errors()).table(table());
  }

  private String scale() {
    return "v = %d, n_c = %d, m = %d, L = %d, s0 = %s, %d grammars"
        .formatted(
            values.integer(SparseKeys.SYMBOLS),
            values.integer(SparseKeys.CLASSES),
            values.integer(SparseKeys.SYNONYMS),
            values.integer(SparseKeys.LEVELS),
            values.integers(SparseKeys.EMPTIES),
            values.integer(SparseKeys.SEEDS));
  }

  private void judge(Findings findings) {
    int predicted = values.integer(SparseKeys.LEVELS) - SHARED_EXPONENT;
    for (Arm arm : SparseCell.arms(values)) {
      if (arm == Arm.LOCAL) {
        continue;
      }
      String name = "exponent(local) - exponent(" + arm.label() + ")";
      boolean band = SparseCell.empties(values).size() > 2;
      Interval interval = difference(arm, name, band);
      String note =
          "bootstrap over grammars"
              + (band ? ", drawn out by the refit without the smallest s0" : ", two s0, no refit");
      if (arm == Arm.CONV) {
        findings.judge(VerdictRule.atLeast(name, LEAST, 0), "", (double) predicted, interval, note);
      } else {
        findings.show(name, "", (double) predicted, interval, note);
      }
    }
  }

  private Interval estimate(String name, ToDoubleFunction<int[]> statistic) {
    return Bootstrap.grouped(
        new int[] {values.integer(SparseKeys.SEEDS)},
        members -> statistic.applyAsDouble(members[0]),
        new Resampling(values.setup().seed(), "sparse " + name, Scaling.RESAMPLES),
        VerdictRule.LEVEL);
  }

  private Interval difference(Arm arm, String name, boolean band) {
    Interval interval =
        estimate(name, members -> slope(Arm.LOCAL, members, 0) - slope(arm, members, 0));
    if (!band) {
      return interval;
    }
    int[] all = results(arm).get(0).curve().all();
    return new SlopeEstimate(interval, slope(Arm.LOCAL, all, 1) - slope(arm, all, 1)).interval();
  }

  /** The exponent of an arm from some of the grammars, without the first s0. */
  private double slope(Arm arm, int[] members, int first) {
    Scaling scaling =
        new Scaling(
            SparseCell.empties(values).stream().mapToDouble(s0 -> s0 + 1.0).toArray(),
            results(arm).stream().map(CellResults::curve).toList());
    int[][] each = new int[scaling.x().length][];
    Arrays.fill(each, members);
    return scaling.slope(each, first);
  }

  /** Smallest s0 first. */
  private List<CellResults> results(Arm arm) {
    List<CellResults> own = new ArrayList<>();
    for (int s0 : SparseCell.empties(values)) {
      own.add(Objects.requireNonNull(results.get(new SparseCell(arm, s0)), arm.label()));
    }
    return own;
  }

  /** Figure 4 of the source. */
  private Figure complexities() {
    List<Series> series = new ArrayList<>();
    double[] x = SparseCell.empties(values).stream().mapToDouble(s0 -> s0 + 1.0).toArray();
    for (Arm arm : SparseCell.arms(values)) {
      double[][] y = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        CellResults cell = results(arm).get(i);
        double complexity = cell.curve().complexity();
        Interval interval = cell.interval();
        y[0][i] = Double.isFinite(complexity) ? complexity : Double.NaN;
        y[1][i] = interval.isDefined() ? interval.low() : y[0][i];
        y[2][i] = interval.isDefined() ? interval.high() : y[0][i];
      }
      series.add(Series.points(arm.label(), x, y[0], y[1], y[2]));
      theory(arm, x, y[0], series);
    }
    return new Figure(
        "sparse-complexity",
        "Samples against empty places",
        "P* with 95% bootstrap intervals over grammars; dashed, the predicted powers of s0 + 1 through"
            + " the geometric mean of the points. What is not reached on the ladder is not drawn.",
        Axis.log("s0 + 1", "").at(x),
        Axis.log("P*", "samples"),
        series);
  }

  private void theory(Arm arm, double[] x, double[] y, List<Series> series) {
    int exponent =
        arm.shared() && !values.setup().control()
            ? SHARED_EXPONENT
            : values.integer(SparseKeys.LEVELS);
    double constant = 0;
    for (int i = 0; i < x.length; i++) {
      constant += (StrictMath.log(y[i]) - exponent * StrictMath.log(x[i])) / x.length;
    }
    if (Double.isNaN(constant) || x.length < 2) {
      return;
    }
    double[] line = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      line[i] = StrictMath.exp(constant + exponent * StrictMath.log(x[i]));
    }
    series.add(Series.theory(arm.label() + ", power " + exponent, x, line).inGroup(arm.label()));
  }

  private Figure errors() {
    List<Series> series = new ArrayList<>();
    double chance = SparseCell.chance(values);
    for (Arm arm : SparseCell.arms(values)) {
      for (CellResults cell : results(arm)) {
        double[] medians = cell.curve().medians();
        series.add(
            Series.line(
                arm.label() + ", s0 = " + cell.cell().empties(),
                cell.curve().sizes(),
                Arrays.stream(medians).map(e -> e / chance).toArray()));
      }
    }
    return new Figure(
        "sparse-errors",
        "Error against samples",
        "Median over grammars of the test error over chance's; a network has learnt at "
            + values.real(SparseKeys.LEARNT)
            + ".",
        Axis.log("samples", ""),
        Axis.linear("error over chance", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("sparse-networks", "Networks")
            .note(
                "P* with its 95% bootstrap interval, empty where it is not reached on the ladder;"
                    + " alignment of the symbols above the string with hidden units, a mean over those"
                    + " that have learnt; dead: trainings whose loss was not finite.")
            .text("network")
            .integer("s0", "")
            .text("P*")
            .real("low", "", 4)
            .real("high", "", 4)
            .real("P* / (n_c m^L (s0 + 1)^2)", "", 3)
            .real("rate", "", 2)
            .real("alignment", "", 2)
            .integer("dead", "")
            .integer("parameters", "")
            .integer("multiply-adds", "");
    for (Arm arm : SparseCell.arms(values)) {
      for (CellResults cell : results(arm)) {
        double complexity = cell.curve().complexity();
        Interval interval = cell.interval();
        table.row(
            arm.label(),
            cell.cell().empties(),
            cell.curve().text(),
            ifNumber(interval.low()),
            ifNumber(interval.high()),
            ifNumber(complexity / cell.cell().scale(values)),
            cell.shared(SparseTask.RATE),
            ifNumber(cell.alignment()),
            Math.round(cell.sum(SparseTask.DEAD)),
            Math.round(cell.shared(SparseTask.PARAMETERS)),
            Math.round(cell.shared(SparseTask.MULTIPLY_ADDS)));
      }
    }
    return table.build();
  }

  private static @Nullable Double ifNumber(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
