package io.fanin.experiments.claim.depth;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Bootstrap;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The verdict on the steps and the counts. */
final class Conclusion {
  private static final int RESAMPLES = 4000;
  private static final double GATE = 0.01;

  private final SettingValues values;
  private final List<TrialResult> results;
  private final List<Integer> inputs;

  Conclusion(ClaimSetup setup, List<TrialResult> results) {
    this.values = new SettingValues(setup);
    this.results = results;
    this.inputs = values.integers(DepthSeparation.INPUTS);
  }

  Findings findings() {
    List<Integer> tents = values.integers(DepthSeparation.TENTS);
    String scale =
        "n = "
            + inputs.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + ", k ≤ "
            + tents.stream().mapToInt(Integer::intValue).max().orElse(0);
    Findings findings = new Findings(scale);
    for (int i = 0; i < inputs.size(); i++) {
      judgeStep(findings, i);
    }
    findings.figure(losses()).table(products());
    judgeTents(findings, tents);
    return findings;
  }

  private double[] losses(int input, int which) {
    return results.get(2 * input + which).series(ProductTask.LOSSES);
  }

  private int[] widths(int input) {
    return ProductTask.widths(inputs.get(input), values.setup().control());
  }

  private void judgeStep(Findings findings, int input) {
    int n = inputs.get(input);
    int[] widths = widths(input);
    String name = "loss(" + widths[1] + " units) / loss(" + widths[0] + " units), n = " + n;
    findings.judge(
        VerdictRule.atMost(name, values.real(DepthSeparation.MAXIMUM), 0),
        "min loss(2^n) / min loss(2^n - 1)",
        0.0,
        ratio(losses(input, 0), losses(input, 1), n),
        "best of " + values.integer(DepthSeparation.RESTARTS) + " restarts; bootstrap of restarts");
  }

  /**
   * The quotient of two intervals of level 97.5%, which holds the ratio with at least 95%
   * (Bonferroni).
   */
  private Interval ratio(double[] narrow, double[] wide, int n) {
    Resampling first = new Resampling(values.setup().seed(), "narrow " + n, RESAMPLES);
    Resampling second = new Resampling(values.setup().seed(), "wide " + n, RESAMPLES);
    Interval below = Bootstrap.percentile(narrow, Conclusion::least, first, 0.975);
    Interval above = Bootstrap.percentile(wide, Conclusion::least, second, 0.975);
    return new Interval(
        least(wide) / least(narrow),
        above.low() / below.high(),
        above.high() / below.low(),
        VerdictRule.LEVEL);
  }

  private static double least(double[] losses) {
    return Arrays.stream(losses).min().orElse(Double.NaN);
  }

  private Figure losses() {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int n = inputs.get(i);
      double[] x = new double[2 * values.integer(DepthSeparation.RESTARTS)];
      double[] y = new double[x.length];
      for (int which = 0; which < 2; which++) {
        double[] own = losses(i, which);
        for (int k = 0; k < own.length; k++) {
          x[which * own.length + k] = widths(i)[which];
          y[which * own.length + k] = Math.max(own[k], Double.MIN_NORMAL);
        }
      }
      series.add(Series.points("n = " + n, x, y));
    }
    return new Figure(
        "depth-losses",
        "Flat networks on the product of n inputs",
        "Mean square on the grid after L-BFGS, one mark for each restart. At 2^n units the loss falls"
            + " by orders of magnitude: below, no weights can do it.",
        Axis.log("units", ""),
        Axis.log("loss", ""),
        series);
  }

  private DataTable products() {
    DataTable.Builder table =
        DataTable.builder("depth-products", "Products: flat and deep")
            .note(
                "The deep network is built, not trained: n - 1 gates of four exp units with scale "
                    + GATE
                    + "; its error falls with the square of the scale.")
            .integer("n", "")
            .integer("flat units", "")
            .real("best loss", "", 3)
            .real("median loss", "", 3)
            .integer("deep units", "")
            .real("deep largest error", "", 3);
    for (int i = 0; i < inputs.size(); i++) {
      for (int which = 0; which < 2; which++) {
        double[] own = losses(i, which);
        table.row(
            inputs.get(i),
            widths(i)[which],
            least(own),
            io.fanin.experiments.stats.Moments.median(own),
            4 * (inputs.get(i) - 1),
            ProductGate.largestError(inputs.get(i), GATE));
      }
    }
    return table.build();
  }

  private void judgeTents(Findings findings, List<Integer> tents) {
    DataTable.Builder table =
        DataTable.builder("depth-tents", "The tent map composed k times")
            .note(
                "Deep: 2k layers of at most two units. Flat: the most units for which one layer must"
                    + " be wrong on a sixth of the 2^k points by the theorem; the bound on its errors"
                    + " follows from its N + 1 pieces.")
            .integer("k", "")
            .integer("pieces", "")
            .integer("deep, wrong points", "")
            .integer("flat units N", "")
            .integer("most pieces of 20 flat", "")
            .real("flat, least error", "", 3);
    boolean exact = true;
    for (int i = 0; i < tents.size(); i++) {
      TrialResult one = results.get(2 * inputs.size() + i);
      int k = tents.get(i);
      long units = (long) one.number(TentTrial.UNITS);
      boolean counts =
          one.number(TentTrial.PIECES) == 1 << k
              && one.number(TentTrial.DEEP_WRONG) == 0
              && one.number(TentTrial.FLAT_PIECES) <= units + 1;
      boolean bound = k < 4 || one.number(TentTrial.FLAT_ERROR) >= 1.0 / 6;
      exact &= counts && bound;
      table.row(
          k,
          (long) one.number(TentTrial.PIECES),
          (long) one.number(TentTrial.DEEP_WRONG),
          units,
          (long) one.number(TentTrial.FLAT_PIECES),
          one.number(TentTrial.FLAT_ERROR));
    }
    findings.table(table.build());
    findings.exact(
        exact,
        exact ? "all counts of the tent map are exact" : "counts of the tent map are wrong",
        "a count of the tent map that is not 2^k, or a flat network beyond its bound");
  }
}
