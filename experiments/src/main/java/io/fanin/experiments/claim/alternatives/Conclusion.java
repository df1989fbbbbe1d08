package io.fanin.experiments.claim.alternatives;

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
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The verdict on the orderings. */
final class Conclusion {
  private record Place(View view, Method method) {}

  private final SettingValues values;
  private final int seeds;

  /** For each setting to choose from, the results seed by seed. */
  private final Map<Place, List<List<TrialResult>>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    seeds = values.integer(Alternatives.SEEDS);
    int at = 0;
    for (View view : View.values()) {
      for (Method method : Method.values()) {
        int settings = Runs.settings(method, values).size();
        int each = Alternatives.allSeeds(values);
        List<TrialResult> own = all.subList(at, at + settings * each);
        at += own.size();
        results.put(new Place(view, method), bySetting(own, settings, each, method.isNetwork()));
      }
    }
  }

  /** Networks stand setting by setting, the others seed by seed. */
  private static List<List<TrialResult>> bySetting(
      List<TrialResult> own, int settings, int seeds, boolean sorted) {
    List<List<TrialResult>> all = new ArrayList<>();
    for (int k = 0; k < settings; k++) {
      List<TrialResult> of = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) {
        of.add(own.get(sorted ? k * seeds + seed : seed * settings + k));
      }
      all.add(of);
    }
    return all;
  }

  Findings findings() {
    String scale =
        "%d inputs, %d samples, %d seeds"
            .formatted(
                values.integer(Alternatives.INPUTS), values.integer(Alternatives.SAMPLES), seeds);
    Findings findings = new Findings(scale);
    OrderingRule rule = new OrderingRule(StrictMath.log(values.real(Alternatives.MINIMUM)));
    List<Comparison> orderings = new ArrayList<>();
    for (View view : View.values()) {
      for (View.Prediction p : view.predictions()) {
        orderings.add(ordering(view, p));
      }
    }
    return findings
        .judge(rule, orderings, "logarithm of the ratio of test errors")
        .figure(figure())
        .table(table())
        .picture(picture(Method.MATCHED))
        .picture(picture(Method.DENSE));
  }

  /** The first tree; every seed has its own constituents on it. */
  private GraphPicture picture(Method method) {
    List<double[]> alignments = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      alignments.add(chosen(View.SPARSE, method, seed).series(NetworkTask.NODES));
    }
    return AlignmentPicture.of(
        "alternatives-graph-" + method.name().toLowerCase(Locale.ROOT),
        "What a " + method.label() + " learnt of the tree",
        "The tree of the compositionally sparse family; means over seeds.",
        new Families(values).tree(0).graph(),
        AlignmentPicture.mean(alignments));
  }

  private Comparison ordering(View view, View.Prediction prediction) {
    double[] better = errors(view, prediction.better());
    double[] worse = errors(view, prediction.worse());
    double[] logs = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      logs[seed] = StrictMath.log(worse[seed] / better[seed]);
    }
    String name =
        view.label() + ": " + prediction.better().label() + " < " + prediction.worse().label();
    return Comparison.paired(name, logs);
  }

  private TrialResult chosen(View view, Method method, int seed) {
    return Chosen.of(Objects.requireNonNull(results.get(new Place(view, method))), seeds).get(seed);
  }

  /** Root mean square test errors, over the target's standard deviation. */
  private double[] errors(View view, Method method) {
    double[] errors = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      errors[seed] = Math.sqrt(chosen(view, method, seed).number(Chosen.TEST));
    }
    return errors;
  }

  private Interval geometric(View view, Method method) {
    double[] logs = Arrays.stream(errors(view, method)).map(StrictMath::log).toArray();
    Interval mean = TIntervals.mean(logs, VerdictRule.LEVEL);
    return new Interval(
        StrictMath.exp(mean.estimate()),
        StrictMath.exp(mean.low()),
        StrictMath.exp(mean.high()),
        mean.level());
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    double[] x = {0, 1, 2};
    for (Method method : Method.values()) {
      List<Interval> means =
          Arrays.stream(View.values()).map(view -> geometric(view, method)).toList();
      series.add(
          Series.points(
              method.label(),
              x,
              means.stream().mapToDouble(Interval::estimate).toArray(),
              means.stream().mapToDouble(Interval::low).toArray(),
              means.stream().mapToDouble(Interval::high).toArray()));
    }
    return new Figure(
        "alternatives-methods",
        "Five methods on three families",
        "Relative test error (1 is the best constant); geometric mean over seeds with its 95%"
            + " t-interval.",
        Axis.categories("family", Arrays.stream(View.values()).map(View::label).toList()),
        Axis.log("relative error", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("alternatives-errors", "Errors")
            .note(
                "Relative test error: geometric mean over seeds with its 95% t-interval. Alignment:"
                    + " mean over the tree's constituents of the correlation with the hidden unit"
                    + " most like it, median over seeds. Dead runs at any setting count.")
            .text("family")
            .text("method")
            .real("relative error", "", 3)
            .real("low", "", 3)
            .real("high", "", 3)
            .integer("parameters", "")
            .integer("multiply-adds", "a row")
            .real("alignment", "", 3)
            .integer("dead", "");
    results.forEach((place, settings) -> addRow(table, place, settings));
    return table.build();
  }

  private void addRow(DataTable.Builder table, Place place, List<List<TrialResult>> settings) {
    Interval mean = geometric(place.view(), place.method());
    boolean network = place.method().isNetwork();
    TrialResult one = settings.get(0).get(0);
    table.row(
        place.view().label(),
        place.method().label(),
        mean.estimate(),
        mean.low(),
        mean.high(),
        network ? (long) one.number(NetworkTask.PARAMETERS) : null,
        network ? (long) one.number(NetworkTask.MULTIPLY_ADDS) : null,
        network && place.view() == View.SPARSE ? alignment(place) : null,
        Chosen.dead(settings));
  }

  private double alignment(Place place) {
    double[] numbers = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      numbers[seed] = chosen(place.view(), place.method(), seed).number(NetworkTask.ALIGNMENT);
    }
    return Moments.median(numbers);
  }
}
