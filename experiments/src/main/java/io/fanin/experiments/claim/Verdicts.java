package io.fanin.experiments.claim;

import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Verdict;
import io.fanin.experiments.stats.Comparison;
import io.fanin.experiments.stats.Holm;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judgements of the statistics as the records that a report shows. */
public final class Verdicts {
  private Verdicts() {}

  /** The verdict of a claim. */
  public static Verdict of(Judgement judgement, String scale) {
    String change = judgement.change().isBlank() ? "nothing within this rule" : judgement.change();
    return new Verdict(outcome(judgement.verdict()), scale, judgement.reason(), change);
  }

  /** The outcome that a report shows. */
  public static Outcome outcome(io.fanin.experiments.stats.Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> Outcome.HOLDS;
      case FAILS -> Outcome.FAILS;
      case UNDECIDED -> Outcome.UNDECIDED;
      case MEASURED -> Outcome.MEASURED;
    };
  }

  /** The ends of an interval, null where it could not be estimated. */
  public static @Nullable Interval ends(io.fanin.experiments.stats.Interval interval) {
    return interval.isDefined() ? new Interval(interval.low(), interval.high()) : null;
  }

  /**
   * All comparisons of a claim with what the rule says of each.
   *
   * @param measure what the difference is, such as {@code "difference of test errors"}
   */
  public static List<io.fanin.experiments.result.Comparison> comparisons(
      List<Comparison> comparisons, OrderingRule rule, String measure, String scale) {
    double[] adjusted = Holm.adjust(comparisons.stream().mapToDouble(Comparison::p).toArray());
    List<Judgement> judgements = rule.judgeEach(comparisons, scale);
    List<io.fanin.experiments.result.Comparison> shown = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison one = comparisons.get(i);
      Interval ends = ends(one.difference());
      if (ends != null && !Double.isNaN(adjusted[i])) {
        shown.add(
            new io.fanin.experiments.result.Comparison(
                one.name(),
                measure,
                one.difference().estimate(),
                ends,
                one.p(),
                adjusted[i],
                rule.minimumEffect(),
                outcome(judgements.get(i).verdict()),
                one.pairs() + " pairs, " + (int) (100 * VerdictRule.LEVEL) + "% interval"));
      }
    }
    return shown;
  }
}
