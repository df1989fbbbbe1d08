package io.fanin.experiments.claim.mismatch;

import io.fanin.experiments.claim.AlignmentPicture;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The prices of changes. */
final class Conclusion {
  private static final List<Kind> EDITED = List.of(Kind.EXTRA, Kind.MISSING, Kind.SWAPPED);

  private final SettingValues values;
  private final Map<Group, Chosen> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int targets = values.integer(Mismatch.TARGETS);
    int rates = values.reals(Mismatch.RATES).size();
    int at = 0;
    for (Group group : Group.all(values)) {
      int to = at + targets * rates;
      results.put(group, Chosen.of(all.subList(at, to), targets, rates));
      at = to;
    }
  }

  Findings findings() {
    List<Integer> samples = values.integers(Mismatch.SAMPLES);
    Findings findings =
        new Findings(
            "%d random trees of %d inputs, %s samples"
                .formatted(
                    values.integer(Mismatch.TARGETS),
                    values.integer(Mismatch.INPUTS),
                    samples.size() == 1 ? samples.get(0) : samples));
    for (int size : samples) {
      for (int channels : Group.channels(values)) {
        measure(findings, size, channels);
        findings.figure(figure(size, channels));
      }
    }
    return findings.table(table()).picture(picture(Kind.RIGHT)).picture(picture(Kind.MISSING));
  }

  private void measure(Findings findings, int samples, int channels) {
    String where =
        ", "
            + passed(channels)
            + (values.integers(Mismatch.SAMPLES).size() > 1 ? ", " + samples + " samples" : "");
    for (Kind kind : EDITED) {
      findings.measure(
          "log price of an edge, " + kind.label() + where,
          "d log error / d edges",
          TIntervals.mean(slopes(kind, samples, channels), VerdictRule.LEVEL),
          "t-interval over targets, equal parameters");
    }
    Group dense = new Group(Kind.DENSE, 0, samples, channels, false);
    findings.show(
        "log price of no graph" + where,
        "log error(dense) / error(right)",
        null,
        TIntervals.mean(logRatios(dense), VerdictRule.LEVEL),
        "t-interval over targets, equal parameters");
  }

  private static String passed(int channels) {
    return channels == 0
        ? "layers passed on"
        : channels == 1 ? "one number" : channels + " numbers";
  }

  private Chosen chosen(Group group) {
    return Objects.requireNonNull(results.get(group), group.toString());
  }

  /** Of test error over that of the right graph, target by target. */
  private double[] logRatios(Group group) {
    double[] own = chosen(group).numbers(MismatchTask.TEST);
    double[] right =
        chosen(new Group(Kind.RIGHT, 0, group.samples(), group.channels(), false))
            .numbers(MismatchTask.TEST);
    double[] logs = new double[own.length];
    for (int t = 0; t < logs.length; t++) {
      logs[t] = StrictMath.log(own[t] / right[t]);
    }
    return logs;
  }

  /** Least squares through the origin for each target. */
  private double[] slopes(Kind kind, int samples, int channels) {
    double[] products = new double[values.integer(Mismatch.TARGETS)];
    double[] squares = new double[products.length];
    for (int changes : Group.changes(kind, values)) {
      Group group = new Group(kind, changes, samples, channels, false);
      double[] logs = logRatios(group);
      double[] edges = chosen(group).numbers(MismatchTask.DISTANCE);
      for (int t = 0; t < logs.length; t++) {
        products[t] += edges[t] * logs[t];
        squares[t] += edges[t] * edges[t];
      }
    }
    double[] slopes = new double[products.length];
    for (int t = 0; t < slopes.length; t++) {
      slopes[t] = products[t] / squares[t];
    }
    return slopes;
  }

  private Figure figure(int samples, int channels) {
    List<Series> series = new ArrayList<>();
    for (Kind kind : EDITED) {
      List<Integer> changes = Group.changes(kind, values);
      double[] x = new double[changes.size()];
      double[][] band = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        Group group = new Group(kind, changes.get(i), samples, channels, false);
        Interval mean = TIntervals.mean(logRatios(group), VerdictRule.LEVEL);
        x[i] = Moments.mean(chosen(group).numbers(MismatchTask.DISTANCE));
        band[0][i] = StrictMath.exp(mean.estimate());
        band[1][i] = StrictMath.exp(mean.low());
        band[2][i] = StrictMath.exp(mean.high());
      }
      series.add(Series.band(kind.label(), x, band[0], band[1], band[2]));
    }
    double[] ends = {
      1, 4.0 * values.integers(Mismatch.SWAPS).stream().mapToInt(s -> s).max().orElse(1)
    };
    Interval dense =
        TIntervals.mean(
            logRatios(new Group(Kind.DENSE, 0, samples, channels, false)), VerdictRule.LEVEL);
    double level = StrictMath.exp(dense.estimate());
    series.add(Series.theory("dense network", ends, new double[] {level, level}));
    return new Figure(
        "mismatch-" + samples + "-" + channels,
        "Test error against edit distance, %d samples, %s".formatted(samples, passed(channels)),
        "Test error over that of the right graph at equal parameters; geometric mean over targets with its"
            + " 95% t-interval.",
        Axis.log("edges inserted and deleted", ""),
        Axis.log("test error / that of the right graph", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("mismatch-networks", "Networks")
            .note(
                "Relative test error (1 is the best constant) and its ratio to that of the right graph,"
                    + " geometric means over targets; t-intervals. Wrong constituents: nodes that depend on a set of inputs"
                    + " that no true constituent depends on. Alignment: mean over the inner constituents"
                    + " of the largest correlation with a hidden unit.")
            .text("wiring")
            .text("passes on")
            .text("equal")
            .integer("samples", "")
            .integer("changes", "")
            .real("edges", "", 2)
            .real("wrong constituents", "", 2)
            .real("parameters", "", 4)
            .real("multiply-adds", "", 4)
            .real("test error", "", 3)
            .real("ratio", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .real("alignment", "", 2)
            .text("dead runs");
    results.forEach((group, chosen) -> row(table, group, chosen));
    return table.build();
  }

  private void row(DataTable.Builder table, Group group, Chosen chosen) {
    Interval ratio = TIntervals.mean(logRatios(group), VerdictRule.LEVEL);
    double[] logs = chosen.numbers(MismatchTask.TEST);
    for (int t = 0; t < logs.length; t++) {
      logs[t] = StrictMath.log(logs[t]);
    }
    table.row(
        group.kind().label(),
        group.kind() == Kind.DENSE ? "" : passed(group.channels()),
        group.equalWidth() ? "width" : "parameters",
        group.samples(),
        group.changes(),
        Moments.mean(chosen.numbers(MismatchTask.DISTANCE)),
        Moments.mean(chosen.numbers(MismatchTask.WRONG)),
        Moments.mean(chosen.numbers(MismatchTask.PARAMETERS)),
        Moments.mean(chosen.numbers(MismatchTask.WORK)),
        exp(Moments.mean(logs)),
        exp(ratio.estimate()),
        exp(ratio.low()),
        exp(ratio.high()),
        cell(Moments.mean(chosen.numbers(MismatchTask.ALIGNMENT))),
        chosen.dead() + " of " + chosen.all());
  }

  private static @Nullable Double exp(double log) {
    return cell(StrictMath.exp(log));
  }

  private static @Nullable Double cell(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The first target's graph by what networks of its wiring found, or of most of its edges. */
  private GraphPicture picture(Kind kind) {
    List<Integer> samples = values.integers(Mismatch.SAMPLES);
    int changes = kind == Kind.MISSING ? most(Group.changes(kind, values)) : 0;
    Group group = new Group(kind, changes, most(samples), Group.channels(values).get(0), false);
    TrialResult one = chosen(group).runs().get(0);
    return AlignmentPicture.of(
        "mismatch-graph-" + kind.name().toLowerCase(Locale.ROOT),
        "The first target as found with " + (changes == 0 ? "" : changes + " ") + kind.label(),
        "The graph is the target's own.",
        Group.target(0, values).graph(),
        one.series(MismatchTask.NODES));
  }

  private static int most(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
