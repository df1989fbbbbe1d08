package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.AlignmentPicture;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The verdict on the slopes. */
final class Conclusion {
  private static final double TOLERANCE = 0.12;
  private static final String MATCHED = "matched";
  private static final String DENSE = "dense";
  private static final String KERNEL = KernelTask.KIND;

  private record Place(String arm, int size) {}

  private final SettingValues values;
  private final List<Integer> sizes;
  private final int seeds;

  /** For each setting to choose from, the results seed by seed. */
  private final Map<Place, List<List<TrialResult>>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> given) {
    values = new SettingValues(setup);
    sizes = SampleRate.sizes(values);
    seeds = values.integer(SampleRate.SEEDS);
    int all = SampleRate.allSeeds(values);
    int at = 0;
    for (int i = sizes.size() - 1; i >= 0; i--) {
      int size = sizes.get(i);
      for (Group group : Group.networks(values)) {
        List<List<TrialResult>> settings =
            results.computeIfAbsent(new Place(group.label(), size), p -> new ArrayList<>());
        for (int rate = 0; rate < values.reals(SampleRate.RATES).size(); rate++) {
          settings.add(given.subList(at, at + all));
          at += all;
        }
      }
      if (size <= values.integer(SampleRate.KERNEL_LARGEST)) {
        int ridges = values.reals(SampleRate.RIDGES).size();
        results.put(new Place(KERNEL, size), bySetting(given.subList(at, at + all * ridges), all));
        at += all * ridges;
      }
    }
  }

  /** Kernel results stand seed by seed; here setting by setting. */
  private static List<List<TrialResult>> bySetting(List<TrialResult> bySeed, int all) {
    int ridges = bySeed.size() / all;
    List<List<TrialResult>> settings = new ArrayList<>();
    for (int ridge = 0; ridge < ridges; ridge++) {
      List<TrialResult> own = new ArrayList<>();
      for (int seed = 0; seed < all; seed++) {
        own.add(bySeed.get(seed * ridges + ridge));
      }
      settings.add(own);
    }
    return settings;
  }

  Findings findings() {
    int inputs = values.integer(SampleRate.INPUTS);
    String scale =
        "n = %d, %d to %d samples, %d seeds"
            .formatted(inputs, sizes.get(0), sizes.get(sizes.size() - 1), seeds);
    Findings findings = new Findings(scale);
    SlopeEstimate matched = slope(MATCHED, sizes);
    findings.judge(
        VerdictRule.within("slope, matched networks", predicted(2), TOLERANCE),
        "d log mse / d log samples",
        predicted(2),
        matched.interval(),
        note(matched));
    OrderingRule rule = new OrderingRule(values.real(SampleRate.MINIMUM));
    findings.judge(rule, List.of(slower()), "difference of slopes");
    if (values.flag(SampleRate.DENSE)) {
      SlopeEstimate dense = slope(DENSE, sizes);
      findings.show("slope, dense networks", "", predicted(2), dense.interval(), note(dense));
    }
    SlopeEstimate kernel = slope(KERNEL, SampleRate.kernelSizes(values));
    findings.show("slope, kernel ridge", "", predicted(inputs), kernel.interval(), note(kernel));
    return findings.figure(figure()).table(table()).picture(picture());
  }

  /** The slope for constituents of some arguments, with the smoothness of the lowest node. */
  private double predicted(int arguments) {
    int depth = RoughTree.wiring(values).depth();
    double beta = StrictMath.pow(values.real(SampleRate.BETA), depth);
    return -2 * beta / (2 * beta + arguments);
  }

  private static String note(SlopeEstimate slope) {
    return String.format(
        Locale.ROOT,
        "t-interval over seeds %s; without the smallest size %.3f",
        slope.statistical(),
        slope.withoutSmallest());
  }

  private TrialResult chosen(String arm, int size, int seed) {
    return Chosen.of(Objects.requireNonNull(results.get(new Place(arm, size))), seeds).get(seed);
  }

  private double[] errors(String arm, int size) {
    double[] errors = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      errors[seed] = chosen(arm, size, seed).number(Chosen.TEST);
    }
    return errors;
  }

  private SlopeEstimate slope(String arm, List<Integer> at) {
    double[][] curve = at.stream().map(size -> errors(arm, size)).toArray(double[][]::new);
    return SlopeEstimate.paired(
        at.stream().mapToDouble(size -> size).toArray(), curve, VerdictRule.LEVEL);
  }

  private Comparison slower() {
    List<Integer> shared = SampleRate.kernelSizes(values);
    double[] x = shared.stream().mapToDouble(size -> size).toArray();
    double[] differences = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      differences[seed] = own(KERNEL, shared, x, seed) - own(MATCHED, shared, x, seed);
    }
    return Comparison.paired("slope of matched < slope of kernel ridge", differences);
  }

  private double own(String arm, List<Integer> at, double[] x, int seed) {
    double[] y = at.stream().mapToDouble(n -> chosen(arm, n, seed).number(Chosen.TEST)).toArray();
    return LineFit.logLog(x, y).slope();
  }

  private GraphPicture picture() {
    int largest = sizes.get(sizes.size() - 1);
    List<double[]> alignments = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      alignments.add(chosen(MATCHED, largest, seed).series(NetworkTask.NODES));
    }
    return AlignmentPicture.of(
        "sample-rate-graph",
        "What matched networks learnt from " + largest + " samples",
        "The targets' tree; means over seeds.",
        RoughTree.wiring(values),
        AlignmentPicture.mean(alignments));
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    series.add(band(MATCHED, sizes));
    series.add(line(MATCHED, sizes, 2));
    if (values.flag(SampleRate.DENSE)) {
      series.add(band(DENSE, sizes));
    }
    List<Integer> shared = SampleRate.kernelSizes(values);
    series.add(band(KERNEL, shared));
    series.add(line(KERNEL, shared, values.integer(SampleRate.INPUTS)));
    return new Figure(
        "sample-rate-curves",
        "Error against samples",
        "Mean square of prediction minus target without noise, over the target's variance;"
            + " geometric mean over seeds with its 95% t-interval. Dashed: the predicted slopes"
            + " through the largest size.",
        Axis.log("samples", "").at(sizes.stream().mapToDouble(size -> size).toArray()),
        Axis.log("squared error", ""),
        series);
  }

  private Interval geometric(String arm, int size) {
    double[] logs = errors(arm, size);
    for (int seed = 0; seed < seeds; seed++) {
      logs[seed] = StrictMath.log(logs[seed]);
    }
    Interval mean = TIntervals.mean(logs, VerdictRule.LEVEL);
    return new Interval(
        StrictMath.exp(mean.estimate()),
        StrictMath.exp(mean.low()),
        StrictMath.exp(mean.high()),
        mean.level());
  }

  private Series band(String arm, List<Integer> at) {
    double[] x = at.stream().mapToDouble(size -> size).toArray();
    List<Interval> means = at.stream().map(size -> geometric(arm, size)).toList();
    return Series.band(
        arm,
        x,
        means.stream().mapToDouble(Interval::estimate).toArray(),
        means.stream().mapToDouble(Interval::low).toArray(),
        means.stream().mapToDouble(Interval::high).toArray());
  }

  private Series line(String arm, List<Integer> at, int arguments) {
    double[] x = at.stream().mapToDouble(size -> size).toArray();
    int last = x.length - 1;
    double end = geometric(arm, at.get(last)).estimate();
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = end * StrictMath.pow(x[i] / x[last], predicted(arguments));
    }
    String name = String.format(Locale.ROOT, "slope %.2f, %s", predicted(arguments), arm);
    return Series.theory(name, x, y).inGroup(arm);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("sample-rate-errors", "Errors and what was chosen")
            .note(
                "Geometric mean over seeds with its 95% t-interval; parameters, multiply-adds and"
                    + " alignment are medians of the networks chosen. Dead runs at any setting"
                    + " count.")
            .text("method")
            .integer("samples", "")
            .real("squared error", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .integer("parameters", "")
            .integer("multiply-adds", "a row")
            .real("alignment", "", 3)
            .integer("dead", "");
    results.keySet().stream()
        .map(Place::arm)
        .distinct()
        .forEach(arm -> sizes.forEach(size -> addRow(table, arm, size)));
    return table.build();
  }

  private void addRow(DataTable.Builder table, String arm, int size) {
    List<List<TrialResult>> settings = results.get(new Place(arm, size));
    if (settings == null) {
      return;
    }
    Interval mean = geometric(arm, size);
    boolean network = !arm.equals(KERNEL);
    table.row(
        arm,
        size,
        mean.estimate(),
        mean.low(),
        mean.high(),
        network ? (long) median(arm, size, NetworkTask.PARAMETERS) : null,
        network ? (long) median(arm, size, NetworkTask.MULTIPLY_ADDS) : null,
        network ? median(arm, size, NetworkTask.ALIGNMENT) : null,
        Chosen.dead(settings));
  }

  private double median(String arm, int size, String metric) {
    double[] numbers = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      numbers[seed] = chosen(arm, size, seed).number(metric);
    }
    return Moments.median(numbers);
  }
}
