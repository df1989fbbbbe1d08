package io.fanin.experiments.claim.bounds;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The verdict on the order of the bounds. */
final class Conclusion {
  private static final double EXACT = 1e-12;
  private static final String[][] ORDER = {
    {"sparse", "parameter counting"},
    {"parameter counting", "Golowich"},
    {"Golowich", "spectral"},
    {"sparse", "path norm"}
  };

  private final SettingValues values;
  private final List<TrialResult> results;
  private final List<String> names;

  Conclusion(ClaimSetup setup, List<TrialResult> results) {
    this.values = new SettingValues(setup);
    this.results = results;
    this.names = List.of(results.get(0).text(BoundsTask.NAMES).split(",", -1));
  }

  Findings findings() {
    String scale =
        "%d networks of %d channels on %d digits of 8 by 8 pixels"
            .formatted(
                results.size(),
                values.integer(NormBounds.CHANNELS),
                values.integer(NormBounds.SAMPLES));
    Findings findings = new Findings(scale);
    OrderingRule rule = new OrderingRule(values.real(NormBounds.MINIMUM));
    List<Comparison> orderings = new ArrayList<>();
    for (String[] pair : ORDER) {
      double[] low = logs(pair[0]);
      double[] high = logs(pair[1]);
      double[] difference = new double[low.length];
      for (int s = 0; s < low.length; s++) {
        difference[s] = high[s] - low[s];
      }
      orderings.add(Comparison.paired(pair[0] + " < " + pair[1], difference));
    }
    findings.judge(rule, orderings, "difference of binary logarithms");
    double ratio = results.get(0).number(BoundsTask.RATIO);
    double closed = results.get(0).number(BoundsTask.CLOSED);
    findings.exact(
        Math.abs(ratio - closed) <= EXACT * closed,
        String.format(
            Locale.ROOT, "the architecture's ratio is %.4g and equals its closed form", ratio),
        "an architecture's ratio other than its closed form");
    findings.exact(
        DigitNetwork.refusesSkips(),
        "a network that is not layered is refused",
        "a bound for a network that is not layered");
    return findings.figure(figure()).table(table(ratio));
  }

  private double[] logs(String name) {
    int index = names.indexOf(name);
    return results.stream().mapToDouble(r -> r.series(BoundsTask.LOGS)[index]).toArray();
  }

  private Figure figure() {
    int n = names.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      Interval interval = TIntervals.mean(logs(names.get(i)), VerdictRule.LEVEL);
      x[i] = i;
      y[i] = interval.estimate();
      low[i] = interval.low();
      high[i] = interval.high();
    }
    return new Figure(
        "bounds-logarithms",
        "Bounds on the error, in bits",
        "Binary logarithm, mean over networks with its 95% t-interval; 0 is the bound of 1, above which a"
            + " bound says nothing.",
        Axis.categories("", names),
        Axis.linear("log2 of the bound", "bits"),
        List.of(Series.bars("bound", x, y, low, high)));
  }

  private DataTable table(double ratio) {
    DataTable.Builder table =
        DataTable.builder("bounds-values", "Bounds")
            .note(
                String.format(
                    Locale.ROOT,
                    "Mean over networks. Test error %.3g, training error at margin 1 %.3g. Golowich"
                        + " over sparse by architecture alone: %.4g.",
                    mean(BoundsTask.TEST_ERROR),
                    mean(BoundsTask.MARGIN_ERROR),
                    ratio))
            .text("bound")
            .real("log2", "bits", 3)
            .real("low", "bits", 3)
            .real("high", "bits", 3)
            .text("says something")
            .text("largest factor");
    String[] dominant = results.get(0).text(BoundsTask.DOMINANT).split(",", -1);
    for (int i = 0; i < names.size(); i++) {
      row(table, names.get(i), logs(names.get(i)), dominant[i]);
    }
    double[] counted = results.stream().mapToDouble(r -> r.number(BoundsTask.COUNTED)).toArray();
    row(table, "sparse, read-out counted", counted, dominant[0]);
    return table.build();
  }

  private static void row(DataTable.Builder table, String name, double[] logs, String dominant) {
    Interval interval = TIntervals.mean(logs, VerdictRule.LEVEL);
    table.row(
        name,
        interval.estimate(),
        interval.low(),
        interval.high(),
        interval.estimate() < 0 ? "yes" : "no, vacuous",
        dominant);
  }

  private double mean(String metric) {
    return results.stream().mapToDouble(r -> r.number(metric)).average().orElse(Double.NaN);
  }
}
