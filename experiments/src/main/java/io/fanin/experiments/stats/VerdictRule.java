package io.fanin.experiments.stats;

/**
 * The rule for one endpoint: its 95% interval inside the accepted range holds, disjoint from it
 * fails, anything else is undecided.
 *
 * @param endpoint its name, such as {@code slope}
 * @param from lower end of the accepted range, or minus infinity
 * @param to upper end of the accepted range, or infinity
 */
public record VerdictRule(String endpoint, double from, double to) {
  /** Level of the intervals that are judged. */
  public static final double LEVEL = 0.95;

  /** Refuses a range that is empty or everything. */
  public VerdictRule {
    if (!(from <= to)) {
      throw new IllegalArgumentException("the accepted range " + from + ".." + to + " is empty");
    }
    if (Double.isInfinite(from) && Double.isInfinite(to)) {
      throw new IllegalArgumentException("the accepted range is everything");
    }
  }

  /**
   * Two-sided: {@code [prediction - tolerance, prediction + tolerance]}.
   *
   * @param tolerance the finite-size budget, not negative
   */
  public static VerdictRule within(String endpoint, double prediction, double tolerance) {
    requireTolerance(tolerance);
    return new VerdictRule(endpoint, prediction - tolerance, prediction + tolerance);
  }

  /**
   * One-sided: {@code (-inf, bound + tolerance]}.
   *
   * @param tolerance the finite-size budget, not negative
   */
  public static VerdictRule atMost(String endpoint, double bound, double tolerance) {
    requireTolerance(tolerance);
    return new VerdictRule(endpoint, Double.NEGATIVE_INFINITY, bound + tolerance);
  }

  /**
   * One-sided: {@code [bound - tolerance, inf)}.
   *
   * @param tolerance the finite-size budget, not negative
   */
  public static VerdictRule atLeast(String endpoint, double bound, double tolerance) {
    requireTolerance(tolerance);
    return new VerdictRule(endpoint, bound - tolerance, Double.POSITIVE_INFINITY);
  }

  /**
   * Judges an estimate.
   *
   * @param interval of level {@link #LEVEL} or more
   * @param scale how far was looked, such as {@code n <= 16}
   */
  public Judgement judge(Interval interval, String scale) {
    if (!(interval.level() >= LEVEL)) {
      throw new IllegalArgumentException(
          "an interval of level " + LEVEL + " or more is judged, was " + interval.level());
    }
    if (!interval.isDefined()) {
      return Judgement.undecided(
          endpoint + " could not be estimated from what was measured (" + scale + ")",
          "enough finite results for an interval, to be compared with " + range());
    }
    if (interval.isInside(from, to)) {
      return judgement(Verdict.HOLDS, interval, "lies inside ", scale);
    }
    return interval.isDisjointFrom(from, to)
        ? judgement(Verdict.FAILS, interval, "lies outside ", scale)
        : judgement(Verdict.UNDECIDED, interval, "lies across an end of ", scale);
  }

  /** The accepted range in words, such as {@code [-2.15, -1.85]}. */
  public String range() {
    if (Double.isInfinite(from)) {
      return "at most " + Digits.brief(to);
    }
    if (Double.isInfinite(to)) {
      return "at least " + Digits.brief(from);
    }
    return "[" + Digits.brief(from) + ", " + Digits.brief(to) + "]";
  }

  private Judgement judgement(Verdict verdict, Interval interval, String where, String scale) {
    String reason =
        endpoint
            + " "
            + interval
            + " "
            + where
            + "the accepted range, "
            + range()
            + ", at this scale ("
            + scale
            + ")";
    String change =
        switch (verdict) {
          case HOLDS ->
              "an interval of "
                  + endpoint
                  + " that leaves "
                  + range()
                  + ", in part (undecided) or wholly (fails)";
          case FAILS -> "an interval of " + endpoint + " that reaches " + range();
          default ->
              "more seeds or larger sizes, until the interval of "
                  + endpoint
                  + " lies wholly inside (holds) or outside (fails) "
                  + range();
        };
    return new Judgement(verdict, reason, change);
  }

  private static void requireTolerance(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be >= 0, was " + tolerance);
    }
  }
}
