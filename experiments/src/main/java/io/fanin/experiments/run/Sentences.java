package io.fanin.experiments.run;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results in words. */
public final class Sentences {
  private static final int FEW = 3;

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

  /** The verdicts of several claims; those of many are counted, with the claims' names. */
  static String summary(List<ClaimReport> claims) {
    return claims.size() <= FEW
        ? claims.stream().map(Sentences::summary).collect(Collectors.joining(" "))
        : count(claims, true);
  }

  /** Such as {@code 3 claims: 2 hold, 1 fails.} */
  public static String count(List<ClaimReport> claims) {
    return count(claims, false);
  }

  private static String count(List<ClaimReport> claims, boolean named) {
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<String> names =
          claims.stream()
              .filter(claim -> claim.verdict().outcome() == outcome)
              .map(ClaimReport::anchor)
              .toList();
      if (!names.isEmpty()) {
        String part = names.size() + " " + verb(outcome, names.size() == 1);
        parts.add(named ? part + " (" + String.join(", ", names) + ")" : part);
      }
    }
    return "%d %s: %s."
        .formatted(
            claims.size(), claims.size() == 1 ? "claim" : "claims", String.join(", ", parts));
  }

  private static String verb(Outcome outcome, boolean one) {
    return switch (outcome) {
      case HOLDS -> one ? "holds" : "hold";
      case FAILS -> one ? "fails" : "fail";
      case UNDECIDED -> "undecided";
      case MEASURED -> "measured";
    };
  }
}
