package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.Resampling;
import io.fanin.experiments.stats.SlopeEstimate;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The verdict on the cost with labels and on growth without. */
final class Conclusion {
  private static final int RESAMPLES = 2000;
  private static final int LEAST_SIZES = 3;

  private final SettingValues values;
  private final Map<Lesson, List<TrialResult>> results = new LinkedHashMap<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int seeds = values.integer(ChainOfThought.SEEDS);
    int at = 0;
    for (Lesson lesson : Lesson.all(values)) {
      results.put(lesson, all.subList(at, at + seeds));
      at += seeds;
    }
  }

  Findings findings() {
    double[] sizes = Lesson.sizes(values).stream().mapToDouble(n -> n).toArray();
    double[] halves = Lesson.halves(values).stream().mapToDouble(n -> n).toArray();
    String scale =
        "n ≤ %d with labels, ≤ %d without"
            .formatted((int) sizes[sizes.length - 1], (int) halves[halves.length - 1]);
    Findings findings = new Findings(scale);
    judgeCost(findings, sizes);
    Map<Arm, Growth> growth = new LinkedHashMap<>();
    for (Arm arm : List.of(Arm.NARROW, Arm.WIDE)) {
      Growth own =
          Growth.of(
              halves, costs(arm, halves), values.setup().seed(), "chain-growth-" + arm.kind());
      growth.put(arm, own);
      findings.judge(
          VerdictRule.atLeast(
              "AICc of the power law less that of the exponential, " + arm.label(), 0, 0),
          "AICc(t = a n^b) - AICc(t = a e^(bn))",
          null,
          own.advantage(),
          "of all " + values.integer(ChainOfThought.SEEDS) + " seeds; drawn anew within each n");
    }
    Pictures pictures = new Pictures(this, values);
    return findings
        .figure(pictures.costs(growth))
        .figure(pictures.doses())
        .table(pictures.table())
        .table(pictures.doseTable())
        .picture(pictures.tree());
  }

  private void judgeCost(Findings findings, double[] sizes) {
    double bound = values.real(ChainOfThought.BOUND);
    VerdictRule rule = VerdictRule.atMost("exponent of the cost with all labels", bound, 0);
    if (sizes.length < LEAST_SIZES) {
      findings.judged(
          Judgement.undecided(
              "the cost was measured at " + sizes.length + " sizes", "three sizes or more"));
      return;
    }
    SlopeEstimate slope =
        SlopeEstimate.bootstrap(
            sizes,
            costs(Arm.CHAIN, sizes),
            new Resampling(values.setup().seed(), "chain-cost", RESAMPLES),
            VerdictRule.LEVEL);
    findings.judge(
        rule,
        "b in cost ~ n^b",
        null,
        slope.interval(),
        "hierarchical bootstrap over seeds, drawn out by the fit without the smallest n");
    findings.show(
        "the same without the smallest n",
        "b",
        null,
        new Interval(
            slope.withoutSmallest(),
            slope.withoutSmallest(),
            slope.withoutSmallest(),
            VerdictRule.LEVEL),
        "systematic part of the interval above");
  }

  /** Costs of an arm, {@code [size][seed]}; infinite where not reached. */
  private double[][] costs(Arm arm, double[] sizes) {
    double[][] costs = new double[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      costs[i] = numbers(new Lesson(arm, (int) sizes[i], 0), ChainTask.COST);
    }
    return costs;
  }

  List<TrialResult> runs(Lesson lesson) {
    return Objects.requireNonNull(results.get(lesson), lesson.toString());
  }

  List<Lesson> lessons(Arm arm) {
    return results.keySet().stream()
        .filter(l -> l.arm() == arm)
        .sorted(java.util.Comparator.comparingInt(Lesson::n).thenComparingInt(Lesson::dose))
        .toList();
  }

  double[] numbers(Lesson lesson, String metric) {
    return runs(lesson).stream().mapToDouble(r -> r.number(metric)).toArray();
  }

  CensoredMedian median(Lesson lesson) {
    return CensoredMedian.of(numbers(lesson, ChainTask.COST), VerdictRule.LEVEL);
  }
}
