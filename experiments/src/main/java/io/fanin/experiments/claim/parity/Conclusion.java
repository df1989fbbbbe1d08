package io.fanin.experiments.claim.parity;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.GrowthComparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verdict on gradient, order and growth. */
final class Conclusion {
  private static final double GRADIENT = 1e-12;
  private static final int RESAMPLES = 2000;

  private final SettingValues values;
  private final Map<Cell, List<TrialResult>> results = new LinkedHashMap<>();
  private final TrialResult gradient;

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int seeds = values.integer(Parity.SEEDS);
    int at = 0;
    for (Cell cell : Cell.all(values)) {
      results.put(cell, all.subList(at, at + seeds));
      at += seeds;
    }
    gradient = all.get(at);
  }

  Findings findings() {
    Findings findings = new Findings(scale());
    double difference = gradient.number(GradientTrial.DIFFERENCE);
    findings.judge(
        VerdictRule.atMost("gradient, formula less enumeration", GRADIENT, 0),
        "max |formula - enumeration|",
        0.0,
        new Interval(difference, difference, difference, 1 - 1e-9),
        (int) gradient.number(GradientTrial.CASES) + " cases, no sampling");
    OrderingRule rule = new OrderingRule(StrictMath.log(values.real(Parity.MINIMUM)));
    findings.judge(rule, orderings(), "logarithm of the ratio of steps");
    judgeGrowth(findings);
    return findings.figure(growthFigure()).figure(progress()).table(table());
  }

  private String scale() {
    return "n ≤ %d, k ≤ %d; k = n/2 to n = %d"
        .formatted(
            values.integer(Parity.INPUTS),
            values.integers(Parity.SIZES).stream().mapToInt(k -> k).max().orElse(0),
            halves()[halves().length - 1]);
  }

  private int[] halves() {
    return values.integers(Parity.HALVES).stream().mapToInt(n -> n).sorted().distinct().toArray();
  }

  private double[] times(Cell cell) {
    return Objects.requireNonNull(results.get(cell), cell.toString()).stream()
        .mapToDouble(r -> r.number(ParityTask.REACHED))
        .toArray();
  }

  private Cell cell(int n, int k) {
    return Cell.of(n, k, values);
  }

  private List<Comparison> orderings() {
    List<Comparison> orderings = new ArrayList<>();
    List<Integer> sizes = values.integers(Parity.SIZES);
    int n = values.integer(Parity.INPUTS);
    for (int i = 1; i < sizes.size(); i++) {
      double[] small = times(cell(n, sizes.get(i - 1)));
      double[] large = times(cell(n, sizes.get(i)));
      double[] ratios = new double[small.length];
      for (int s = 0; s < ratios.length; s++) {
        boolean both = Double.isFinite(small[s]) && Double.isFinite(large[s]);
        ratios[s] = both ? StrictMath.log(large[s] / small[s]) : Double.NaN;
      }
      orderings.add(
          Comparison.paired(
              "t(k = " + sizes.get(i - 1) + ") < t(k = " + sizes.get(i) + ")", ratios));
    }
    return orderings;
  }

  private void judgeGrowth(Findings findings) {
    int[] halves = halves();
    double[] x = Arrays.stream(halves).asDoubleStream().toArray();
    double[][] times = new double[halves.length][];
    for (int i = 0; i < halves.length; i++) {
      times[i] = times(cell(halves[i], halves[i] / 2));
    }
    double advantage = advantage(x, times);
    double[] drawn = new double[RESAMPLES];
    RandomStream random = RandomStream.of(values.setup().seed(), "parity-growth");
    for (int b = 0; b < RESAMPLES; b++) {
      double[][] again = new double[times.length][];
      for (int i = 0; i < times.length; i++) {
        again[i] = new double[times[i].length];
        for (int s = 0; s < again[i].length; s++) {
          again[i][s] = times[i][random.nextInt(times[i].length)];
        }
      }
      drawn[b] = advantage(x, again);
    }
    Interval interval =
        new Interval(
            advantage, Moments.quantile(drawn, 0.025), Moments.quantile(drawn, 0.975), 0.95);
    findings.judge(
        VerdictRule.atLeast("AICc of the power law less that of the exponential, k = n/2", 0, 0),
        "AICc(t = a n^b) - AICc(t = a e^(bn))",
        null,
        interval,
        "of the medians of " + values.integer(Parity.SEEDS) + " seeds; seeds drawn anew within n");
  }

  /** NaN where a median was not reached. */
  private static double advantage(double[] x, double[][] times) {
    double[] medians = new double[times.length];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = CensoredMedian.of(times[i], VerdictRule.LEVEL).interval().estimate();
    }
    return GrowthComparison.of(x, medians).advantage();
  }

  private Figure growthFigure() {
    List<Series> series = new ArrayList<>();
    int[] halves = halves();
    double[] x = new double[halves.length];
    double[][] band = new double[3][halves.length];
    for (int i = 0; i < halves.length; i++) {
      x[i] = halves[i];
      Interval median =
          CensoredMedian.of(times(cell(halves[i], halves[i] / 2)), VerdictRule.LEVEL).interval();
      band[0][i] = finite(median.estimate());
      band[1][i] = finite(median.low());
      band[2][i] = Double.isFinite(median.high()) ? median.high() : band[0][i];
    }
    series.add(Series.band("k = n/2", x, band[0], band[1], band[2]));
    if (halves.length >= 3) {
      GrowthComparison fit = GrowthComparison.of(x, band[0]);
      double[] exponential = new double[x.length];
      double[] power = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        exponential[i] =
            StrictMath.exp(fit.exponential().intercept() + fit.exponential().slope() * x[i]);
        power[i] =
            StrictMath.exp(fit.power().intercept() + fit.power().slope() * StrictMath.log(x[i]));
      }
      series.add(Series.theory("exponential", x, exponential));
      series.add(Series.theory("power law", x, power));
    }
    return new Figure(
        "parity-growth",
        "Steps to learn the parity of half of the inputs",
        "Median over seeds with its distribution-free 95% interval; a straight line on these axes is"
            + " exponential growth. Where not all seeds arrived, the upper end is missing.",
        Axis.linear("inputs n", ""),
        Axis.log("steps", ""),
        series);
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** Accuracy and hidden progress of the first seed at the largest k. */
  private Figure progress() {
    int n = values.integer(Parity.INPUTS);
    List<Integer> sizes = values.integers(Parity.SIZES);
    int k = sizes.get(sizes.size() - 1);
    TrialResult one = Objects.requireNonNull(results.get(cell(n, k))).get(0);
    double[] steps = one.series(ParityTask.STEPS);
    return new Figure(
        "parity-progress",
        "Hidden progress, n = " + n + ", k = " + k,
        "One network: the accuracy jumps, but the share of the first layer's squared weights on the"
            + " set has long been growing.",
        Axis.log("steps", ""),
        Axis.linear("share", ""),
        List.of(
            Series.line("accuracy", steps, one.series(ParityTask.ACCURACY)),
            Series.line("squared weights on the set", steps, one.series(ParityTask.MASS))));
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("parity-steps", "Steps until learnt")
            .note(
                "Median over networks with its distribution-free 95% interval. An empty cell was not"
                    + " reached within "
                    + values.integer(Parity.STEPS)
                    + " steps.")
            .integer("n", "")
            .integer("k", "")
            .real("median steps", "", 4)
            .real("low", "", 4)
            .real("high", "", 4)
            .integer("reached", "")
            .integer("networks", "");
    results.forEach(
        (cell, runs) -> {
          CensoredMedian median = CensoredMedian.of(times(cell), VerdictRule.LEVEL);
          Interval interval = median.interval();
          table.row(
              cell.n(),
              cell.k(),
              cell(interval.estimate()),
              cell(interval.low()),
              cell(interval.high()),
              median.reached(),
              median.runs());
        });
    return table.build();
  }

  private static @org.jspecify.annotations.Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
