package io.fanin.experiments.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The rule for orderings: a comparison holds if its one-sided p-value, corrected by Holm over all
 * the claim's comparisons, is at most .05 and the difference is at least the minimum effect; it
 * fails if its whole 95% interval lies below the minimum effect; else, or with fewer than ten
 * pairs, it is undecided.
 *
 * @param minimumEffect smallest difference that matters, not negative
 */
public record OrderingRule(double minimumEffect) {
  private static final double ALPHA = 0.05;
  private static final int LEAST_PAIRS = 10;

  /** Checks the effect. */
  public OrderingRule {
    if (!(minimumEffect >= 0)) {
      throw new IllegalArgumentException("minimumEffect must be >= 0, was " + minimumEffect);
    }
  }

  /**
   * Judges all comparisons of a claim together, by {@link Judgement#all}.
   *
   * @param scale how far was looked, such as {@code 24 sets of 50}
   */
  public Judgement judge(List<Comparison> comparisons, String scale) {
    return Judgement.all(judgeEach(comparisons, scale));
  }

  /** Judges each comparison, in the order given, corrected for their number. */
  public List<Judgement> judgeEach(List<Comparison> comparisons, String scale) {
    double[] adjusted = Holm.adjust(comparisons.stream().mapToDouble(Comparison::p).toArray());
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      judgements.add(judge(comparisons.get(i), adjusted[i], scale));
    }
    return judgements;
  }

  private Judgement judge(Comparison comparison, double p, String scale) {
    Interval difference = comparison.difference();
    if (!difference.isDefined() || Double.isNaN(p)) {
      return Judgement.undecided(
          comparison.name() + " could not be tested (" + scale + ")",
          "finite results on both sides of " + comparison.name());
    }
    if (comparison.pairs() < LEAST_PAIRS) {
      return Judgement.undecided(
          comparison.name() + " was tested on " + comparison.pairs() + " pairs (" + scale + ")",
          "at least " + LEAST_PAIRS + " pairs");
    }
    String reason =
        comparison.name()
            + ": difference "
            + difference
            + ", corrected one-sided p = "
            + Digits.brief(p)
            + ", at this scale ("
            + scale
            + ")";
    return new Judgement(verdict(difference, p), reason, change(comparison.name()));
  }

  private Verdict verdict(Interval difference, double p) {
    if (p <= ALPHA && difference.estimate() >= minimumEffect) {
      return Verdict.HOLDS;
    }
    return difference.high() < minimumEffect ? Verdict.FAILS : Verdict.UNDECIDED;
  }

  private String change(String name) {
    return name
        + " holds with corrected p <= "
        + ALPHA
        + " and a difference of at least "
        + Digits.brief(minimumEffect)
        + ", and fails when the whole interval is below it";
  }
}
