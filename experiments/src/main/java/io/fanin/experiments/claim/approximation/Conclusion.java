package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingsTable;
import io.fanin.experiments.claim.Verdicts;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.Verdict;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/** The verdict on slopes and orderings, and what the report shows beside it. */
final class Conclusion {
  private static final double TOLERANCE = 0.15;

  private final ApproximationRate claim;
  private final ClaimSetup setup;
  private final Values values;
  private final TrainedErrors trained;
  private final Map<ConstructionPlan.Curve, double[][]> built = new LinkedHashMap<>();

  Conclusion(ApproximationRate claim, ClaimSetup setup, SweepResults results) {
    this.claim = claim;
    this.setup = setup;
    this.values = Values.of(setup);
    List<TrialResult> all = results.all();
    this.trained = new TrainedErrors(values, all);
    int at = trained.used();
    for (ConstructionPlan.Curve curve : ConstructionPlan.curves(values)) {
      double[][] bySize = new double[curve.intervals().size()][values.trees()];
      for (int tree = 0; tree < values.trees(); tree++) {
        double[] errors = all.get(at++).series(ConstructionPlan.ERRORS);
        for (int i = 0; i < errors.length; i++) {
          bySize[i][tree] = errors[i];
        }
      }
      built.put(curve, bySize);
    }
  }

  ClaimReport report() {
    List<Judgement> slopes = new ArrayList<>();
    List<EndpointResult> endpoints = new ArrayList<>();
    built.forEach((curve, errors) -> judgeSlope(curve, errors, slopes, endpoints));
    OrderingRule rule = new OrderingRule(StrictMath.log(values.minimum()));
    List<Comparison> orderings = orderings();
    List<Judgement> orders = rule.judgeEach(orderings, scale());
    Pictures pictures = new Pictures(values, trained, built);
    List<Figure> figures = new ArrayList<>(pictures.built());
    figures.addAll(pictures.trained());
    List<DataTable> tables = new ArrayList<>();
    tables.add(pictures.table(Sizing.PARAMETERS, "parameters"));
    tables.add(pictures.table(Sizing.MULTIPLY_ADDS, "multiply-adds"));
    tables.add(pictures.nodes());
    return new ClaimReport(
        claim.id(),
        claim.title(),
        claim.sentence(),
        claim.sources(),
        claim.prediction(),
        claim.rule(),
        Verdicts.of(summary(slopes, orders), scale()),
        setup.control(),
        endpoints,
        Verdicts.comparisons(orderings, rule, "logarithm of the ratio of test errors", scale()),
        figures,
        tables,
        pictures.graphs(),
        List.of(),
        SettingsTable.of(claim.keys(setup.mode()), setup.settings()),
        claim.deviations());
  }

  private String scale() {
    int most = values.inputs().stream().mapToInt(Integer::intValue).max().orElse(0);
    return "n ≤ " + most + ", " + values.trees() + " trees of each size";
  }

  /** All parts in one judgement that says each thing once. */
  private Judgement summary(List<Judgement> slopes, List<Judgement> orders) {
    List<Judgement> all = new ArrayList<>(slopes);
    all.addAll(orders);
    Judgement whole = Judgement.all(all);
    List<String> reasons = new ArrayList<>();
    long holding = slopes.stream().filter(s -> s.verdict() == Verdict.HOLDS).count();
    reasons.add("%d of %d slopes are not slower than predicted".formatted(holding, slopes.size()));
    for (Judgement part : all) {
      if (part.verdict() != Verdict.HOLDS || orders.contains(part)) {
        String reason = part.reason().replace(", at this scale (" + scale() + ")", "");
        reasons.add(reason + ": " + part.verdict().word());
      }
    }
    return new Judgement(whole.verdict(), String.join("; ", reasons), change(whole.verdict()));
  }

  private String change(Verdict verdict) {
    return verdict == Verdict.HOLDS
        ? "a slope whose interval lies above prediction + "
            + TOLERANCE
            + ", or an ordering that is lost in its interval"
        : "every slope's interval below prediction + "
            + TOLERANCE
            + ", and every ordering with a corrected p of at most 0.05 and a ratio of at least "
            + values.minimum()
            + "; more target trees narrow the intervals";
  }

  private void judgeSlope(
      ConstructionPlan.Curve curve,
      double[][] errors,
      List<Judgement> parts,
      List<EndpointResult> endpoints) {
    double[] sizes = curve.intervals().stream().mapToDouble(curve::size).toArray();
    String name = "slope, " + curve.name();
    if (sizes.length < 3) {
      parts.add(
          Judgement.undecided(
              name + " has " + sizes.length + " sizes", "at least three sizes in 'intervals'"));
      return;
    }
    SlopeEstimate slope = SlopeEstimate.paired(sizes, errors, VerdictRule.LEVEL);
    double predicted = values.control() ? -curve.order() : curve.slope();
    VerdictRule rule = VerdictRule.atMost(name, predicted, TOLERANCE);
    Judgement judgement = rule.judge(slope.interval(), scale());
    parts.add(judgement);
    Interval ends = Verdicts.ends(slope.interval());
    if (ends != null) {
      endpoints.add(
          new EndpointResult(
              name,
              "d log ε / d log N",
              predicted,
              "not slower: at most prediction + " + TOLERANCE,
              new Interval(Double.NEGATIVE_INFINITY, predicted + TOLERANCE),
              slope.slope(),
              ends,
              VerdictRule.LEVEL,
              true,
              Verdicts.outcome(judgement.verdict()),
              "intervals "
                  + curve.intervals()
                  + "; without the smallest "
                  + String.format(java.util.Locale.ROOT, "%.3f", slope.withoutSmallest())));
    }
  }

  private List<Comparison> orderings() {
    List<Comparison> all = new ArrayList<>();
    addOrderings(all, Sizing.PARAMETERS, "equal parameters");
    addOrderings(all, Sizing.MULTIPLY_ADDS, "equal multiply-adds");
    return all;
  }

  /** Each tree is one pair; a tree's value is the mean over sizes. */
  private void addOrderings(List<Comparison> all, ToLongFunction<Network> size, String equal) {
    int trees = values.trees();
    int sizes = values.inputs().size();
    double[] ratios = new double[trees * sizes];
    double[] logInputs = new double[ratios.length];
    for (int i = 0; i < sizes; i++) {
      int n = values.inputs().get(i);
      double[] own = logRatios(n, size);
      for (int tree = 0; tree < trees; tree++) {
        ratios[i * trees + tree] = own[tree];
        logInputs[i * trees + tree] = StrictMath.log(n);
      }
    }
    all.add(Comparison.paired("dense / matched > 1 at " + equal, ratios));
    if (sizes > 1) {
      all.add(growth("dense / matched grows with n at " + equal, logInputs, ratios));
    }
  }

  private double[] logRatios(int n, ToLongFunction<Network> size) {
    double[] sums = new double[values.trees()];
    for (int width : values.widths()) {
      Group matched = new Group(Family.MATCHED, n, width);
      double[] a = trained.errors(matched);
      double[] b = trained.errors(Group.equal(matched, Family.DENSE, size, values));
      for (int tree = 0; tree < sums.length; tree++) {
        sums[tree] += StrictMath.log(b[tree] / a[tree]) / values.widths().size();
      }
    }
    return sums;
  }

  /** One-sided test that the slope on log n is positive. */
  private static Comparison growth(String name, double[] x, double[] y) {
    LineFit fit = LineFit.of(x, y);
    double t = fit.slope() / fit.slopeError();
    double p =
        Double.isNaN(t) ? Double.NaN : TDistribution.of(fit.points() - 2).survivalProbability(t);
    return new Comparison(name, fit.slopeInterval(VerdictRule.LEVEL), p, fit.points());
  }
}
