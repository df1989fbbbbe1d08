package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verdict on slopes and ratios. */
final class Conclusion {
  private static final double TOLERANCE = 0.25;
  private static final int RESAMPLES = 2000;

  /** One arm at one number of inputs. */
  private record Place(Arm arm, int d) {}

  private final SettingValues values;
  private final List<Integer> inputs;
  private final ReducingPictures reducing;
  private final Map<Place, List<TrialResult>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    inputs = FeatureLearning.inputs(values);
    int seeds = values.integer(FeatureLearning.SEEDS);
    int at = 0;
    for (Arm arm : Arm.values()) {
      for (int d : arm.inputs(values)) {
        results.put(new Place(arm, d), all.subList(at, at + seeds));
        at += seeds;
      }
    }
    reducing = new ReducingPictures(values, all.subList(at, all.size()));
  }

  Findings findings() {
    Findings findings = new Findings(scale());
    for (Arm arm : List.of(Arm.THREE_LAYERS, Arm.KERNEL)) {
      SlopeEstimate slope = slope(arm);
      findings.judge(
          VerdictRule.within(
              "slope of log n on log N_" + arm.degree() + ", " + arm.label(), 1, TOLERANCE),
          "log n / log N_" + arm.degree(),
          1.0,
          slope.interval(),
          note(slope));
    }
    OrderingRule rule = new OrderingRule(StrictMath.log(values.real(FeatureLearning.MINIMUM)));
    int most = inputs.get(inputs.size() - 1);
    findings.judge(
        rule,
        List.of(ordering(Arm.KERNEL, most), ordering(Arm.TWO_LAYERS, most)),
        "logarithm of the ratio of samples, d = " + most);
    showGrowth(findings);
    findings.show(
        "ratio of samples, three layers trained by Adam / by layers, d = " + most,
        "log ratio",
        null,
        TIntervals.mean(logs(ratios(Arm.THREE_LAYERS_ADAM, most)), VerdictRule.LEVEL),
        "logarithm; t-interval over targets");
    findings.figure(figure()).figure(ratios()).table(table());
    reducing.addTo(findings);
    return findings;
  }

  private String scale() {
    return "d ≤ %d, n ≤ %d, %d targets"
        .formatted(
            inputs.get(inputs.size() - 1),
            values.integer(FeatureLearning.LARGEST),
            values.integer(FeatureLearning.SEEDS));
  }

  private static String note(SlopeEstimate slope) {
    return "bootstrap over targets, %s; without the smallest d %.3f"
        .formatted(slope.statistical(), slope.withoutSmallest());
  }

  private List<TrialResult> runs(Arm arm, int d) {
    return Objects.requireNonNull(results.get(new Place(arm, d)));
  }

  /** Infinite where not reached. */
  private double[] needed(Arm arm, int d) {
    return runs(arm, d).stream().mapToDouble(r -> r.number(SearchTask.NEEDED)).toArray();
  }

  private int[] inputs(Arm arm) {
    return arm.inputs(values).stream().mapToInt(d -> d).sorted().toArray();
  }

  private double[] features(Arm arm, int degree) {
    return Arrays.stream(inputs(arm))
        .mapToDouble(d -> QuadraticTarget.features(d, degree))
        .toArray();
  }

  private SlopeEstimate slope(Arm arm) {
    double[][] needed =
        Arrays.stream(inputs(arm)).mapToObj(d -> needed(arm, d)).toArray(double[][]::new);
    return bootstrap(features(arm, arm.degree()), needed, arm.kind());
  }

  private SlopeEstimate bootstrap(double[] x, double[][] y, String purpose) {
    Resampling resampling =
        new Resampling(values.setup().seed(), "feature-learning " + purpose, RESAMPLES);
    return SlopeEstimate.bootstrap(x, y, resampling, VerdictRule.LEVEL);
  }

  /** A lower bound where the arm did not arrive; NaN where three layers did not. */
  private double[] ratios(Arm arm, int d) {
    double[] more = needed(arm, d);
    double[] less = needed(Arm.THREE_LAYERS, d);
    double[] ratios = new double[more.length];
    for (int s = 0; s < ratios.length; s++) {
      double most = Math.min(more[s], values.integer(FeatureLearning.LARGEST));
      ratios[s] = Double.isFinite(less[s]) ? most / less[s] : Double.NaN;
    }
    return ratios;
  }

  private static double[] logs(double[] x) {
    return Arrays.stream(x).map(StrictMath::log).toArray();
  }

  private Comparison ordering(Arm arm, int d) {
    return Comparison.paired("n(three layers) < n(" + arm.label() + ")", logs(ratios(arm, d)));
  }

  private void showGrowth(Findings findings) {
    double[] four = features(Arm.KERNEL, 4);
    double[] two = features(Arm.KERNEL, 2);
    double[] x = new double[four.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = four[i] / two[i];
    }
    double[][] y =
        Arrays.stream(inputs(Arm.KERNEL))
            .mapToObj(d -> ratios(Arm.KERNEL, d))
            .toArray(double[][]::new);
    SlopeEstimate slope = bootstrap(x, y, "ratio");
    findings.show(
        "slope of the ratio of samples on N_4 / N_2, kernel / three layers",
        "log ratio / log (N_4 / N_2)",
        1.0,
        slope.interval(),
        note(slope));
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    for (Arm arm : Arm.values()) {
      int[] own = inputs(arm);
      double[] x = features(arm, arm.degree());
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        Interval median = CensoredMedian.of(needed(arm, own[i]), VerdictRule.LEVEL).interval();
        band[0][i] = finite(median.estimate());
        band[1][i] = finite(median.low());
        band[2][i] = Double.isFinite(median.high()) ? median.high() : band[0][i];
      }
      String name = arm.label() + ", k = " + arm.degree();
      series.add(Series.points(name, x, band[0], band[1], band[2]));
      if (x.length > 1 && Double.isFinite(band[0][0])) {
        double[] theory = Arrays.stream(x).map(n -> band[0][0] * n / x[0]).toArray();
        series.add(Series.theory(name + ", slope 1", x, theory).inGroup(name));
      }
    }
    return new Figure(
        "feature-learning-samples",
        "Samples needed against the number of polynomials of degree k",
        "Median over targets with its distribution-free 95% interval, for each d; k is 2 for three layers, 4"
            + " for the others, which learn the target as a whole; dashed, slope 1 from the first point. What was not reached is not drawn.",
        Axis.log("number of polynomials of degree k", ""),
        Axis.log("samples n", ""),
        series);
  }

  private Figure ratios() {
    List<Series> series = new ArrayList<>();
    double[] all = inputs.stream().mapToDouble(d -> d).toArray();
    for (Arm arm : List.of(Arm.KERNEL, Arm.TWO_LAYERS, Arm.THREE_LAYERS_ADAM)) {
      int[] own = inputs(arm);
      double[] x = Arrays.stream(own).asDoubleStream().toArray();
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        Interval mean = TIntervals.mean(logs(ratios(arm, own[i])), VerdictRule.LEVEL);
        band[0][i] = StrictMath.exp(mean.estimate());
        band[1][i] = StrictMath.exp(mean.low());
        band[2][i] = StrictMath.exp(mean.high());
      }
      series.add(Series.points(arm.label() + " / three layers", x, band[0], band[1], band[2]));
    }
    double[] ones = new double[all.length];
    Arrays.fill(ones, 1);
    series.add(Series.theory("as many", all, ones));
    return new Figure(
        "feature-learning-ratios",
        "How many times the samples of three layers the others need",
        "Geometric mean over targets with its 95% t-interval; missing where three layers did not arrive, a lower bound"
            + " where the others did not.",
        Axis.linear("inputs d", "").at(all),
        Axis.log("ratio of samples", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("feature-learning-needed", "Samples needed")
            .note(
                "Median over targets with its distribution-free 95% interval; an empty cell was not"
                    + " reached. Alignment is the correlation of p with the unit that has found it best,"
                    + " at the largest n tried; parameters and multiply-adds of a kernel are those at the"
                    + " largest n of all.")
            .text("learner")
            .integer("d", "")
            .integer("N_k", "")
            .real("samples", "", 4)
            .real("low", "", 4)
            .real("high", "", 4)
            .integer("reached", "")
            .integer("targets", "")
            .real("alignment", "", 3)
            .integer("parameters", "")
            .integer("multiply-adds", "")
            .integer("dead", "");
    for (Arm arm : Arm.values()) {
      Arrays.stream(inputs(arm)).forEach(d -> row(table, arm, d));
    }
    return table.build();
  }

  private void row(DataTable.Builder table, Arm arm, int d) {
    List<TrialResult> runs = runs(arm, d);
    CensoredMedian median = CensoredMedian.of(needed(arm, d), VerdictRule.LEVEL);
    double[] aligned =
        runs.stream()
            .mapToDouble(
                r -> {
                  double[] all = r.series(SearchTask.ALIGNMENTS);
                  return all[all.length - 1];
                })
            .toArray();
    table.row(
        arm.label(),
        d,
        (long) QuadraticTarget.features(d, arm.degree()),
        cell(median.interval().estimate()),
        cell(median.interval().low()),
        cell(median.interval().high()),
        median.reached(),
        median.runs(),
        cell(Moments.mean(aligned)),
        (long) runs.get(0).number(SearchTask.PARAMETERS),
        (long) runs.get(0).number(SearchTask.MULTIPLY_ADDS),
        (long) runs.stream().mapToDouble(r -> r.number(SearchTask.DEAD)).sum());
  }

  static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
