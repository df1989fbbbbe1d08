package io.fanin.experiments.claim.online;

import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Bootstrap;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs at finite dimension show beside the parts that are judged: they are never judged. */
public final class OnlineFindings {
  private static final int RESAMPLES = 2000;

  private final String claim;
  private final List<OnlineTarget> targets;
  private final SettingValues values;
  private final List<Integer> inputs;
  private final List<TrialResult> results;
  private final int starts;

  private OnlineFindings(
      String claim, List<OnlineTarget> targets, SettingValues values, List<TrialResult> results) {
    this.claim = claim;
    this.targets = targets;
    this.values = values;
    this.results = results;
    inputs = values.integers(OnlineKeys.INPUTS);
    starts = values.integer(OnlineKeys.STARTS);
  }

  /**
   * Adds exponents, a figure and a table; nothing where no such runs were asked for.
   *
   * @param results of {@link OnlineTask#all}, in its order
   */
  public static void show(
      Findings findings,
      String claim,
      List<OnlineTarget> targets,
      SettingValues values,
      List<TrialResult> results) {
    if (OnlineKeys.asked(values)) {
      new OnlineFindings(claim, targets, values, results).addTo(findings);
    }
  }

  private void addTo(Findings findings) {
    for (int t = 0; t < targets.size() && inputs.size() > 1; t++) {
      OnlineTarget target = targets.get(t);
      findings.show(
          "exponent of the samples in the inputs, " + target.text() + ", gradient descent",
          "d log samples / d log d",
          target.exponent(),
          exponent(t),
          "medians over starts, hierarchical bootstrap; leap %d, d = %s"
              .formatted(target.leap(), inputs));
    }
    findings.figure(figure()).table(table());
  }

  private List<TrialResult> runs(int t, int i) {
    int from = (t * inputs.size() + i) * starts;
    return results.subList(from, from + starts);
  }

  /** Samples until the term was learnt, of each start. */
  private double[] samples(int t, int i) {
    int batch = values.integer(OnlineKeys.BATCH);
    return runs(t, i).stream().mapToDouble(r -> batch * r.number(OnlineTask.ESCAPE)).toArray();
  }

  /** Not defined where a resample's median was not reached: that is censored, not measured. */
  private Interval exponent(int t) {
    double[] x = inputs.stream().mapToDouble(d -> StrictMath.log(d)).toArray();
    double[][] samples = new double[x.length][];
    Arrays.setAll(samples, i -> samples(t, i));
    int[] sizes = new int[x.length];
    Arrays.fill(sizes, starts);
    return Bootstrap.grouped(
        sizes,
        members -> {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            double[] drawn = new double[members[i].length];
            for (int s = 0; s < drawn.length; s++) {
              drawn[s] = samples[i][members[i][s]];
            }
            y[i] = StrictMath.log(median(drawn).estimate());
          }
          return LineFit.of(x, y).slope();
        },
        new Resampling(values.setup().seed(), claim + "-sgd-" + t, RESAMPLES),
        VerdictRule.LEVEL);
  }

  private static Interval median(double[] times) {
    return CensoredMedian.of(times, VerdictRule.LEVEL).interval();
  }

  private Figure figure() {
    double[] x = inputs.stream().mapToDouble(d -> d).toArray();
    List<Series> series = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      OnlineTarget target = targets.get(t);
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        Interval median = median(samples(t, i));
        band[0][i] = finite(median.estimate(), Double.NaN);
        band[1][i] = finite(median.low(), band[0][i]);
        band[2][i] = finite(median.high(), band[0][i]);
      }
      double[] law = new double[x.length];
      Arrays.setAll(
          law, i -> band[0][0] * StrictMath.pow(x[i] / x[0], target.exponent())); // NaN stays
      String name = target.text() + " (leap " + target.leap() + ")";
      series.add(Series.band(name, x, band[0], band[1], band[2]));
      series.add(Series.theory("predicted, " + name, x, law).inGroup(name));
    }
    return new Figure(
        claim + "-sgd",
        "Samples of gradient descent at finite dimension",
        "Fresh samples until the highest term has reached its share, at the rate that is best for the"
            + " number of inputs; median over starts with its distribution-free interval. Dashed:"
            + " d^max(leap - 1, 1) through the smallest d. Not judged.",
        Axis.log("inputs d", "").at(x),
        Axis.log("samples", ""),
        series);
  }

  private static double finite(double value, double otherwise) {
    return Double.isFinite(value) ? value : otherwise;
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder(claim + "-sgd-times", "Gradient descent at finite dimension")
            .note(
                "Median over starts; an empty cell was not reached within %d steps of %d samples. The"
                        .formatted(
                            values.integer(OnlineKeys.STEPS), values.integer(OnlineKeys.BATCH))
                    + " rate is chosen for each row by other starts. In"
                    + " the end gradient descent learns every target, so that none of this is judged.")
            .text("target")
            .integer("leap", "")
            .integer("inputs", "")
            .real("median samples", "", 4)
            .integer("escaped", "")
            .integer("starts", "")
            .real("rate", "", 3)
            .integer("dead", "");
    for (int t = 0; t < targets.size(); t++) {
      for (int i = 0; i < inputs.size(); i++) {
        CensoredMedian median = CensoredMedian.of(samples(t, i), VerdictRule.LEVEL);
        List<TrialResult> runs = runs(t, i);
        table.row(
            targets.get(t).text(),
            targets.get(t).leap(),
            inputs.get(i),
            cell(median.interval().estimate()),
            median.reached(),
            starts,
            runs.get(0).number(OnlineTask.RATE),
            (long) runs.stream().mapToDouble(r -> r.number(OnlineTask.DEAD)).sum());
      }
    }
    return table.build();
  }

  private static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
