package io.fanin.experiments.run;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import java.util.Locale;

/** Results in words. */
public final class Sentences {
  private Sentences() {}

  /** Such as {@code holds}. */
  public static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** The verdict of a claim in a sentence; a negative control that does not hold is as it must. */
  public static String summary(ClaimReport claim) {
    String sentence = claim.title() + " " + claim.verdict().wording() + ".";
    if (!claim.control()) {
      return sentence;
    }
    if (claim.verdict().outcome() == Outcome.MEASURED) {
      return "Negative control, in which the cause is broken on purpose: "
          + sentence
          + " A measurement has nothing to hold; what is left here is what it shows without a cause.";
    }
    boolean as = claim.verdict().outcome() != Outcome.HOLDS;
    return "Negative control, which must not hold: "
        + sentence
        + (as ? " It does not." : " It holds, so the claim proves nothing here.");
  }
}
