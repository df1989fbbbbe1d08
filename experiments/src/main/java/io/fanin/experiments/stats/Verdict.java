package io.fanin.experiments.stats;

import java.util.Collection;
import java.util.Locale;

/** What a claim's numbers say. */
public enum Verdict {
  /** The interval lies where the theory says; at this scale. */
  HOLDS(0),
  /** No point of the interval lies there. */
  FAILS(3),
  /** Neither can be told. */
  UNDECIDED(4),
  /** A result with an interval, of which the theory says nothing. */
  MEASURED(0);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What {@code fanin run} ends with: 0 holds or measured, 3 fails, 4 undecided. */
  public int exitCode() {
    return exitCode;
  }

  /** The word in sentences and tables, such as {@code holds}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The verdict on several together, as {@code fanin verify} wants it: fails if any fails, else
   * undecided if any is undecided, else holds. Measurements do not count beside others; nothing at
   * all is undecided.
   */
  public static Verdict all(Collection<Verdict> verdicts) {
    if (verdicts.contains(FAILS)) {
      return FAILS;
    }
    if (verdicts.isEmpty() || verdicts.contains(UNDECIDED)) {
      return UNDECIDED;
    }
    return verdicts.contains(HOLDS) ? HOLDS : MEASURED;
  }
}
