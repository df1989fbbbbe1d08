package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingsTable;
import io.fanin.experiments.claim.Verdicts;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Equivalence;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The verdict on the three orderings, and what the report shows beside it. */
final class LocalityConclusion {
  private record Place(Arm arm, Sizes sizes, int samples) {}

  private final Locality claim;
  private final ClaimSetup setup;
  private final Map<Place, ArmResults> results = new LinkedHashMap<>();
  private final Set<Integer> samples = new LinkedHashSet<>();
  private final LocalityPictures pictures;

  LocalityConclusion(Locality claim, ClaimSetup setup, SweepResults sweep) {
    this.claim = claim;
    this.setup = setup;
    this.pictures = new LocalityPictures(setup);
    List<TrialResult> all = sweep.all();
    int at = 0;
    for (LocalityPlan.Group group : LocalityPlan.groups(setup)) {
      results
          .computeIfAbsent(
              new Place(group.arm(), group.sizes(), group.samples()), p -> new ArmResults())
          .addRate(all.subList(at, at + group.sets()));
      samples.add(group.samples());
      at += group.sets();
    }
  }

  ClaimReport report() {
    double minimum = new LocalityValues(setup).real(LocalityKeys.MINIMUM);
    OrderingRule rule = new OrderingRule(minimum);
    List<Comparison> orderings = orderings(Sizes.PARAMETERS);
    Judgement judgement = rule.judge(orderings, scale());
    List<Figure> figures = new ArrayList<>();
    List<DataTable> tables = new ArrayList<>();
    for (int size : samples) {
      figures.add(pictures.errors(size, arms(Sizes.PARAMETERS, size)));
      tables.add(pictures.table(Sizes.PARAMETERS, size, arms(Sizes.PARAMETERS, size)));
      tables.add(pictures.table(Sizes.FLOPS, size, arms(Sizes.FLOPS, size)));
    }
    if (samples.size() > 1) {
      List<Integer> rising = samples.stream().sorted().toList();
      figures.add(
          pictures.learning(rising, rising.stream().map(n -> arms(Sizes.PARAMETERS, n)).toList()));
    }
    tables.add(pictures.orderings(orderings(Sizes.FLOPS), rule, scale()));
    return new ClaimReport(
        claim.id(),
        claim.title(),
        claim.sentence(),
        claim.sources(),
        claim.prediction(),
        claim.rule(),
        Verdicts.of(judgement, scale()),
        setup.control(),
        equivalences(minimum),
        Verdicts.comparisons(orderings, rule, "difference of test error rates", scale()),
        figures,
        tables,
        List.of(),
        List.of(pictures.digits()),
        SettingsTable.of(claim.keys(setup.mode()), setup.settings()),
        claim.deviations());
  }

  private String scale() {
    List<String> parts = new ArrayList<>();
    for (int size : samples) {
      parts.add(results(Arm.DENSE, Sizes.PARAMETERS, size).sets() + " sets of " + size);
    }
    return String.join(", ", parts) + " digits";
  }

  private List<Comparison> orderings(Sizes sizes) {
    List<Comparison> all = new ArrayList<>();
    for (int size : samples) {
      all.add(ordering(Arm.LOCAL, Arm.DENSE, sizes, size));
      all.add(ordering(Arm.LOCAL, Arm.LOCAL_SHUFFLED, sizes, size));
      all.add(ordering(Arm.CONV, Arm.CONV_SHUFFLED, sizes, size));
    }
    return all;
  }

  private Comparison ordering(Arm better, Arm worse, Sizes sizes, int size) {
    double[][] a = results(better, sizes, size).wrong();
    double[][] b = results(worse, sizes, size).wrong();
    double[][] difference = new double[a.length][];
    for (int s = 0; s < a.length; s++) {
      difference[s] = new double[a[s].length];
      for (int i = 0; i < a[s].length; i++) {
        difference[s][i] = b[s][i] - a[s][i];
      }
    }
    String name =
        better.label() + " < " + worse.label() + (samples.size() > 1 ? " (" + size + ")" : "");
    int resamples = new LocalityValues(setup).integer(LocalityKeys.RESAMPLES);
    return Comparison.crossed(
        name, difference, new Resampling(setup.seed(), sizes.id() + " " + name, resamples));
  }

  /** Dense networks with and without moved pixels: no difference is predicted. Never judged. */
  private List<EndpointResult> equivalences(double margin) {
    List<EndpointResult> shown = new ArrayList<>();
    boolean asked = new LocalityValues(setup).flag(LocalityKeys.DENSE_SHUFFLED);
    for (int size : asked ? samples : Set.<Integer>of()) {
      double[] moved = results(Arm.DENSE_SHUFFLED, Sizes.PARAMETERS, size).errors();
      double[] plain = results(Arm.DENSE, Sizes.PARAMETERS, size).errors();
      double[] difference = new double[moved.length];
      Arrays.setAll(difference, s -> moved[s] - plain[s]);
      Interval interval = TIntervals.mean(difference, VerdictRule.LEVEL);
      io.fanin.experiments.result.Interval ends = Verdicts.ends(interval);
      if (ends != null) {
        shown.add(
            new EndpointResult(
                "error of dense, pixels shuffled, less that of dense (" + size + " digits)",
                "",
                0.0,
                "printed, not judged",
                null,
                interval.estimate(),
                ends,
                interval.level(),
                false,
                null,
                String.format(
                    Locale.ROOT,
                    "t-interval over sets; equivalence within %s: p = %.3g",
                    margin,
                    p(difference, margin))));
      }
    }
    return shown;
  }

  private static double p(double[] difference, double margin) {
    return margin > 0 ? Equivalence.test(difference, margin).p() : Double.NaN;
  }

  private ArmResults results(Arm arm, Sizes sizes, int size) {
    Sizes own = arm.dense() ? Sizes.PARAMETERS : sizes;
    return java.util.Objects.requireNonNull(results.get(new Place(arm, own, size)), arm.label());
  }

  private Map<Arm, ArmResults> arms(Sizes sizes, int size) {
    Map<Arm, ArmResults> arms = new LinkedHashMap<>();
    for (Arm arm : Arm.all(new LocalityValues(setup))) {
      arms.put(arm, results(arm, sizes, size));
    }
    return arms;
  }
}
