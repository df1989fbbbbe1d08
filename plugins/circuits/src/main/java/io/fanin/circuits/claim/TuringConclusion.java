package io.fanin.circuits.claim;

import io.fanin.circuits.machine.ShippedMachines;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.SettingsTable;
import io.fanin.experiments.claim.Verdicts;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.LineFit;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdict on equality, counts and slopes. */
final class TuringConclusion {
  /** Degrees of T and of W. */
  private static final Map<String, int[]> DEGREES =
      Map.of(
          "parity", new int[] {1, 1},
          "divisible-by-3", new int[] {1, 1},
          "binary-increment", new int[] {1, 1},
          "palindrome", new int[] {2, 1},
          "anbncn", new int[] {2, 1},
          "unary-to-binary", new int[] {2, 2});

  private final TuringClaim claim;
  private final ClaimSetup setup;
  private final Map<String, TrialResult> sizes = new LinkedHashMap<>();
  private final List<TrialResult> equality = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();
  private final List<EndpointResult> endpoints = new ArrayList<>();
  private final double[] lengths;

  TuringConclusion(TuringClaim claim, ClaimSetup setup, SweepResults results) {
    this.claim = claim;
    this.setup = setup;
    this.lengths =
        setup.settings().get(TuringClaim.sizes(setup.mode())).stream()
            .mapToDouble(Integer::doubleValue)
            .toArray();
    int machine = 0;
    for (TrialResult result : results.all()) {
      if (result.trial().kind().equals("sizes")) {
        sizes.put(ShippedMachines.NAMES.get(machine++), result);
      } else {
        equality.add(result);
      }
    }
  }

  ClaimReport report() {
    exact(
        "words on which something differs from the simulator",
        equality.stream().mapToDouble(r -> r.number(TuringPlan.DIFFERENT)).sum());
    exact(
        "counts that differ from their formulas",
        equality.stream().mapToDouble(r -> r.number(TuringPlan.MISCOUNTED)).sum());
    sizes.forEach(this::slope);
    return new ClaimReport(
        claim.id(),
        claim.title(),
        claim.sentence(),
        claim.sources(),
        claim.prediction(),
        claim.rule(),
        Verdicts.of(Judgement.all(judgements), scale()),
        setup.control(),
        endpoints,
        List.of(),
        List.of(figure()),
        List.of(table()),
        List.of(),
        List.of(),
        SettingsTable.of(claim.keys(setup.mode()), setup.settings()),
        claim.deviations());
  }

  private String scale() {
    double words = equality.stream().mapToDouble(r -> r.number(TuringPlan.WORDS)).sum();
    return String.format(
        java.util.Locale.ROOT,
        "six machines, all %,.0f words up to length %d, sizes to n = %,.0f",
        words,
        setup.settings().get(TuringClaim.LENGTH),
        lengths[lengths.length - 1]);
  }

  private void exact(String name, double count) {
    VerdictRule rule = VerdictRule.within(name, 0, 0);
    Judgement judgement =
        rule.judge(new io.fanin.experiments.stats.Interval(count, count, count, 1 - 1e-9), scale());
    judgements.add(judgement);
    endpoints.add(
        new EndpointResult(
            name,
            "",
            0.0,
            "exactly 0",
            new Interval(0, 0),
            count,
            new Interval(count, count),
            VerdictRule.LEVEL,
            true,
            Verdicts.outcome(judgement.verdict()),
            "counted, not estimated"));
  }

  private double[] nodes(TrialResult result) {
    double[] steps = result.series(TuringPlan.STEPS);
    double[] cells = result.series(TuringPlan.CELLS);
    double[] nodes = new double[steps.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = steps[i] * cells[i];
    }
    return nodes;
  }

  private double degree(String machine) {
    int[] degrees = DEGREES.getOrDefault(machine, new int[2]);
    return setup.control() ? degrees[0] : degrees[0] + degrees[1];
  }

  private void slope(String machine, TrialResult result) {
    String name = "slope, " + machine;
    LineFit fit = LineFit.logLog(lengths, nodes(result));
    VerdictRule rule = VerdictRule.within(name, degree(machine), TuringClaim.TOLERANCE);
    Judgement judgement = rule.judge(fit.slopeInterval(VerdictRule.LEVEL), scale());
    judgements.add(judgement);
    Interval ends = Verdicts.ends(fit.slopeInterval(VerdictRule.LEVEL));
    if (ends != null) {
      endpoints.add(
          new EndpointResult(
              name,
              "d log(T W) / d log n",
              degree(machine),
              "within " + TuringClaim.TOLERANCE + " of deg T + deg W",
              new Interval(
                  degree(machine) - TuringClaim.TOLERANCE, degree(machine) + TuringClaim.TOLERANCE),
              fit.slope(),
              ends,
              VerdictRule.LEVEL,
              true,
              Verdicts.outcome(judgement.verdict()),
              "t-interval of the fit over " + lengths.length + " lengths"));
    }
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    sizes.forEach(
        (machine, result) -> {
          double[] nodes = nodes(result);
          series.add(Series.points(machine, lengths, nodes));
          double[] line = new double[nodes.length];
          int last = line.length - 1;
          for (int i = 0; i < line.length; i++) {
            line[i] = nodes[last] * StrictMath.pow(lengths[i] / lengths[last], degree(machine));
          }
          series.add(
              Series.theory("slope %.0f, %s".formatted(degree(machine), machine), lengths, line)
                  .inGroup(machine));
        });
    return new Figure(
        "turing-sizes",
        "Size of the tableau against the length of the word",
        "T W, counted. Dashed: the predicted degree, through the largest length.",
        Axis.log("length n", ""),
        Axis.log("nodes T W", ""),
        series);
  }

  private DataTable table() {
    DataTable.Builder table =
        DataTable.builder("turing-counts", "Steps, cells and nodes")
            .text("machine")
            .integer("n", "")
            .integer("T", "")
            .integer("W", "")
            .integer("T W", "")
            .integer("2 T W", "");
    sizes.forEach(
        (machine, result) -> {
          double[] steps = result.series(TuringPlan.STEPS);
          double[] cells = result.series(TuringPlan.CELLS);
          for (int i = 0; i < steps.length; i++) {
            long area = (long) (steps[i] * cells[i]);
            table.row(machine, (long) lengths[i], (long) steps[i], (long) cells[i], area, 2 * area);
          }
        });
    return table.build();
  }
}
