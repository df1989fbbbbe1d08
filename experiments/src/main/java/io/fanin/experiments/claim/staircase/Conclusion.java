package io.fanin.experiments.claim.staircase;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.online.OnlineFindings;
import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.SignedPermutations;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The verdict on heights and order. */
final class Conclusion {
  static final double TRAPPED = 0.3;
  static final double LEARNT = 0.7;

  private final SettingValues values;
  private final List<TrialResult> results;
  private final List<String> texts;
  private final TrialResult ordered;

  Conclusion(ClaimSetup setup, List<TrialResult> results) {
    this.values = new SettingValues(setup);
    this.results = results;
    this.texts = values.texts(Staircase.TARGETS);
    LimitTrial order =
        LimitTrial.of(
            values.text(Staircase.ORDER_TARGET),
            values.integer(Staircase.PARTICLES),
            values.real(Staircase.ORDER_SHIFT),
            values);
    this.ordered =
        results.stream().filter(r -> r.trial().equals(order.trial())).findFirst().orElseThrow();
  }

  Findings findings() {
    int targets = values.texts(Staircase.TARGETS).size();
    Findings findings =
        new Findings(targets + " targets, t = " + plain(values.real(Staircase.TIME)));
    for (int i = 0; i < targets; i++) {
      judgeHeight(findings, i);
    }
    judgeOrder(findings);
    findings.figure(heights(targets)).table(table(targets));
    for (int i = 0; i < targets; i++) {
      findings.figure(coefficients(i));
    }
    int limits = LimitTrial.all(values).size();
    OnlineFindings.show(
        findings,
        "staircase",
        Staircase.onlineTargets(values),
        values,
        results.subList(limits, results.size()));
    return findings;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private SparsePolynomial target(int i) {
    return SparsePolynomial.parse(texts.get(i)).inSigns();
  }

  /** Leap 1 and nothing that keeps signs together; a target of degree 1 has nothing to climb. */
  static boolean learnt(SparsePolynomial target) {
    int degree = target.terms().stream().mapToInt(Term::degree).max().orElse(0);
    return Leap.of(target).value() <= 1
        && (degree <= 1 || SignedPermutations.of(target).order() == 1);
  }

  /** The last of the highest terms, as its series and in the target. */
  private static int top(SparsePolynomial target) {
    return target.nonConstant().size() - 1;
  }

  private double height(int i, int share) {
    TrialResult run = results.get(2 * i + share);
    List<Term> terms = target(i).nonConstant();
    int top = top(target(i));
    double[] series = run.series(LimitTrial.TERM + top);
    return series[series.length - 1] / terms.get(top).coefficient();
  }

  private void judgeHeight(Findings findings, int i) {
    boolean learnt = learnt(target(i));
    double all = height(i, 0);
    double half = height(i, 1);
    Interval interval =
        new Interval(all, Math.min(all, half), Math.max(all, half), VerdictRule.LEVEL);
    String name = "height of " + texts.get(i);
    findings.judge(
        learnt ? VerdictRule.atLeast(name, LEARNT, 0) : VerdictRule.atMost(name, TRAPPED, 0),
        learnt ? "to be learnt" : "to stay",
        learnt ? 1.0 : 0.0,
        interval,
        "with " + values.integer(Staircase.PARTICLES) + " particles, and with half of them");
  }

  private void judgeOrder(Findings findings) {
    String text = values.text(Staircase.ORDER_TARGET);
    List<String> wanted = values.texts(Staircase.ORDER);
    List<String> seen = order(ordered, text);
    findings.exact(
        seen.equals(wanted),
        "the terms of " + text + " appear in the order " + String.join(", ", seen),
        "another order of appearance than " + String.join(", ", wanted));
    findings.figure(
        coefficients(
            "staircase-order",
            text,
            ordered,
            "The run for the order of appearance; a term appears when it exceeds 0.3 of the target's."));
  }

  private static List<String> order(TrialResult run, String text) {
    double[] times = run.series(LimitTrial.TIMES);
    List<Term> terms = SparsePolynomial.parse(text).inSigns().nonConstant();
    double[] first = new double[terms.size()];
    List<Integer> appeared = new ArrayList<>();
    for (int t = 0; t < first.length; t++) {
      double[] series = run.series(LimitTrial.TERM + t);
      first[t] = Double.POSITIVE_INFINITY;
      for (int k = series.length - 1; k >= 0; k--) {
        first[t] = series[k] / terms.get(t).coefficient() > TRAPPED ? times[k] : first[t];
      }
      if (Double.isFinite(first[t])) {
        appeared.add(t);
      }
    }
    appeared.sort(Comparator.comparingDouble(t -> first[t]));
    return appeared.stream().map(t -> terms.get(t).text(Basis.SIGNS)).toList();
  }

  private Figure heights(int targets) {
    double[] x = new double[targets];
    double[] y = new double[targets];
    double[] predicted = new double[targets];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      x[i] = i;
      y[i] = height(i, 0);
      predicted[i] = learnt(target(i)) ? 1 : 0;
      names.add(texts.get(i).replace(" ", ""));
    }
    return new Figure(
        "staircase-heights",
        "The last step of every target",
        "Coefficient of the highest monomial at the end, over the target's. Predicted: 1 or 0; above 0.7"
            + " counts as learnt, below 0.3 as trapped.",
        Axis.categories("", names),
        Axis.linear("height", ""),
        List.of(Series.bars("limit", x, y, y, y), Series.points("predicted", x, predicted)));
  }

  private Figure coefficients(int i) {
    return coefficients(
        "staircase-target-" + (i + 1),
        texts.get(i),
        results.get(2 * i),
        "Predicted: " + (learnt(target(i)) ? "learnt" : "trapped") + ".");
  }

  private Figure coefficients(String id, String text, TrialResult run, String remark) {
    double[] times = run.series(LimitTrial.TIMES);
    List<Series> series = new ArrayList<>();
    List<Term> terms = SparsePolynomial.parse(text).inSigns().nonConstant();
    for (int t = 0; t < terms.size(); t++) {
      String name = terms.get(t).text(Basis.SIGNS);
      series.add(Series.line(name, times, run.series(LimitTrial.TERM + t)));
      double[] wanted = new double[] {terms.get(t).coefficient(), terms.get(t).coefficient()};
      series.add(
          Series.theory("target, " + name, new double[] {times[0], times[times.length - 1]}, wanted)
              .inGroup(name));
    }
    return new Figure(
        id,
        text,
        "Fourier coefficients of the network at the target's terms"
            + (values.setup().control() ? ", each times the fresh sign. " : ". ")
            + remark,
        Axis.linear("time", ""),
        Axis.linear("coefficient", ""),
        series);
  }

  private DataTable table(int targets) {
    DataTable.Builder table =
        DataTable.builder("staircase-targets", "Targets")
            .note(
                "Symmetries: signed permutations that leave the target as it is, 1 for the identity"
                    + " alone. Risk: E[(h - f)^2] at the end, over that at the start.")
            .text("target")
            .integer("leap", "")
            .integer("symmetries", "")
            .text("predicted")
            .real("height", "", 3)
            .real("height, half the particles", "", 3)
            .real("risk left", "", 3)
            .text("order of appearance");
    for (int i = 0; i < targets; i++) {
      SparsePolynomial target = target(i);
      double[] risks = results.get(2 * i).series(LimitTrial.RISKS);
      table.row(
          texts.get(i),
          Leap.of(target).value(),
          SignedPermutations.of(target).order(),
          learnt(target) ? "learnt" : "trapped",
          height(i, 0),
          height(i, 1),
          risks[risks.length - 1] / risks[0],
          String.join(", ", order(results.get(2 * i), texts.get(i))));
    }
    return table.build();
  }
}
