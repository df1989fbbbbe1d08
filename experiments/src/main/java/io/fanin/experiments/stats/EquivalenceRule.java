package io.fanin.experiments.stats;

/**
 * The rule for "no difference": two one-sided tests at .05 hold; it fails if the whole 90% interval
 * lies outside the margin; else it is undecided.
 *
 * @param name of the difference, such as {@code error at width x32 less error at width x1}
 */
public record EquivalenceRule(String name) {
  private static final double ALPHA = 0.05;
  private static final int LEAST_PAIRS = 10;

  /**
   * Judges paired differences.
   *
   * @param differences of independent seeds or sets; fewer than ten are undecided
   * @param margin largest difference that counts as none, positive
   * @param scale how far was looked
   */
  public Judgement judge(double[] differences, double margin, String scale) {
    Equivalence test = Equivalence.test(differences, margin);
    if (!test.interval().isDefined() || Double.isNaN(test.p())) {
      return Judgement.undecided(
          name + " could not be tested (" + scale + ")", "finite results on both sides of it");
    }
    if (differences.length < LEAST_PAIRS) {
      return Judgement.undecided(
          name + " was tested on " + differences.length + " pairs (" + scale + ")",
          "at least " + LEAST_PAIRS + " pairs");
    }
    return new Judgement(
        verdict(test),
        name
            + " "
            + test.interval()
            + " against a margin of "
            + Digits.brief(margin)
            + ", equivalence p = "
            + Digits.brief(test.p())
            + ", at this scale ("
            + scale
            + ")",
        "it holds when the 90% interval lies inside the margin, and fails when it lies outside");
  }

  private static Verdict verdict(Equivalence test) {
    if (test.p() <= ALPHA) {
      return Verdict.HOLDS;
    }
    return test.interval().isDisjointFrom(-test.margin(), test.margin())
        ? Verdict.FAILS
        : Verdict.UNDECIDED;
  }
}
