package io.fanin.experiments.claim.lowrank;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Jonckheere;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.Verdict;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The verdict on the trend of ranks. */
final class Conclusion {
  private static final double ALPHA = 0.01;
  private static final double NO_FALL = 0.5;

  private final SettingValues values;
  private final Map<Cell, TrialResult> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int at = 0;
    for (Cell cell : Cell.all(values)) {
      results.put(cell, all.get(at++));
    }
  }

  Findings findings() {
    String scale =
        "%d × %d units, B = %d, %d steps"
            .formatted(
                values.integer(LowRank.DEPTH),
                values.integer(LowRank.WIDTH),
                values.integer(LowRank.BATCH),
                values.integer(LowRank.STEPS));
    Findings findings = new Findings(scale);
    findings.judged(trend());
    return findings.figure(figure()).figure(spectra()).table(table());
  }

  /** Mean ranks of the networks with each product, in rising order of the product. */
  private TreeMap<Double, double[]> groups() {
    TreeMap<Double, List<Double>> lists = new TreeMap<>();
    results.forEach(
        (cell, result) -> {
          if (cell.batch() == values.integer(LowRank.BATCH)) {
            lists.computeIfAbsent(cell.product(), p -> new ArrayList<>()).add(rank(result));
          }
        });
    TreeMap<Double, double[]> groups = new TreeMap<>();
    lists.forEach(
        (product, ranks) ->
            groups.put(product, ranks.stream().mapToDouble(Double::doubleValue).toArray()));
    return groups;
  }

  /** NaN for a dead network, which makes the test undecided. */
  private static double rank(TrialResult result) {
    return Moments.mean(result.series(RankTask.RANKS));
  }

  private Judgement trend() {
    double[][] falling =
        new ArrayList<>(groups().descendingMap().values()).toArray(double[][]::new);
    Jonckheere test = Jonckheere.rising(falling);
    if (Double.isNaN(test.p())) {
      return Judgement.undecided(
          "the trend could not be tested", "finite ranks that are not all equal");
    }
    Verdict verdict =
        test.p() < ALPHA ? Verdict.HOLDS : test.p() > NO_FALL ? Verdict.FAILS : Verdict.UNDECIDED;
    return new Judgement(
        verdict,
        String.format(
            Locale.ROOT,
            "rank falls with mu lambda over %d cells: Jonckheere z = %.3g, one-sided p = %.3g",
            falling.length,
            test.z(),
            test.p()),
        "it holds with p < 0.01 and fails with p > 0.5");
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    for (double decay : values.reals(LowRank.DECAYS)) {
      List<double[]> points = new ArrayList<>();
      for (double rate : values.reals(LowRank.RATES)) {
        double[] ranks = ranks(rate, decay, values.integer(LowRank.BATCH));
        Interval interval = TIntervals.mean(ranks, VerdictRule.LEVEL);
        points.add(
            new double[] {rate * decay, interval.estimate(), interval.low(), interval.high()});
      }
      points.sort((a, b) -> Double.compare(a[0], b[0]));
      series.add(
          Series.band(
              "lambda = " + decay,
              column(points, 0),
              column(points, 1),
              column(points, 2),
              column(points, 3)));
    }
    return new Figure(
        "low-rank-trend",
        "Numerical rank after training",
        "Mean rank of the square weight matrices, with the 95% t-interval over networks, against the"
            + " product of learning rate and weight decay. Predicted: it falls.",
        Axis.log("mu lambda", ""),
        Axis.linear("rank", ""),
        series);
  }

  private static double[] column(List<double[]> points, int c) {
    return points.stream().mapToDouble(p -> p[c]).toArray();
  }

  private double[] ranks(double rate, double decay, int batch) {
    return results.entrySet().stream()
        .filter(
            e ->
                e.getKey().rate() == rate
                    && e.getKey().decay() == decay
                    && e.getKey().batch() == batch)
        .mapToDouble(e -> rank(e.getValue()))
        .toArray();
  }

  /** Singular values of the first square matrix of the first network at each decay. */
  private Figure spectra() {
    List<Series> series = new ArrayList<>();
    double rate = Cell.middle(values.reals(LowRank.RATES));
    results.forEach(
        (cell, result) -> {
          double[] spectrum = result.series(RankTask.SPECTRUM);
          boolean shown =
              cell.seed() == 0
                  && cell.rate() == rate
                  && cell.batch() == values.integer(LowRank.BATCH)
                  && spectrum.length > 0
                  && spectrum[0] > 0;
          if (shown) {
            double[] x = new double[spectrum.length];
            double[] y = new double[spectrum.length];
            for (int i = 0; i < x.length; i++) {
              x[i] = i + 1;
              y[i] = Math.max(spectrum[i] / spectrum[0], 1e-12);
            }
            series.add(Series.line("lambda = " + cell.decay(), x, y));
          }
        });
    if (series.isEmpty()) {
      series.add(Series.points("no network was left", new double[] {1}, new double[] {1}));
    }
    return new Figure(
        "low-rank-spectra",
        "Singular values of a weight matrix, rate " + rate,
        "First square matrix of the first network, over the largest value.",
        Axis.linear("number", ""),
        Axis.log("singular value over the largest", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("low-rank-cells", "Cells")
            .note(
                "The bound is B log(1/eps) / (2 mu lambda) without constants: far above the width, it"
                    + " says nothing at this size.")
            .real("mu", "", 3)
            .real("lambda", "", 3)
            .integer("B", "")
            .real("mu lambda", "", 3)
            .real("rank", "", 4)
            .real("low", "", 4)
            .real("high", "", 4)
            .real("bound", "", 3)
            .percent("training error", 3)
            .text("dead runs");
    results.keySet().stream()
        .filter(c -> c.seed() == 0)
        .sorted(java.util.Comparator.comparingInt(Cell::batch).thenComparingDouble(Cell::product))
        .forEach(cell -> row(table, cell));
    return table.build();
  }

  private void row(DataTable.Builder table, Cell cell) {
    List<TrialResult> runs =
        results.entrySet().stream()
            .filter(
                e ->
                    e.getKey().rate() == cell.rate()
                        && e.getKey().decay() == cell.decay()
                        && e.getKey().batch() == cell.batch())
            .map(Map.Entry::getValue)
            .toList();
    Interval interval =
        TIntervals.mean(ranks(cell.rate(), cell.decay(), cell.batch()), VerdictRule.LEVEL);
    double log = StrictMath.log(1 / values.real(LowRank.THRESHOLD));
    long dead = runs.stream().filter(r -> r.number(RankTask.DEAD) > 0).count();
    table.row(
        cell.rate(),
        cell.decay(),
        cell.batch(),
        cell.product(),
        interval.estimate(),
        interval.low(),
        interval.high(),
        cell.batch() * log / (2 * cell.product()),
        runs.stream().mapToDouble(r -> r.number(RankTask.ERROR)).average().orElse(Double.NaN),
        dead + " of " + runs.size());
  }
}
