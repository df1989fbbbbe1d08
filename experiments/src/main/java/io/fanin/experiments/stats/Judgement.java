package io.fanin.experiments.stats;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A verdict and why.
 *
 * @param verdict the word
 * @param reason a sentence that names the numbers
 * @param change a sentence on what would make it another verdict
 */
public record Judgement(Verdict verdict, String reason, String change) {
  /** Refuses an empty reason: a verdict without one is an opinion. */
  public Judgement {
    if (reason.isBlank() || change.isBlank()) {
      throw new IllegalArgumentException("a judgement needs a reason and what would change it");
    }
  }

  /** The judgement of a measurement. */
  public static Judgement measured(String reason) {
    return new Judgement(
        Verdict.MEASURED, reason, "nothing: the theory states no number to compare with");
  }

  /** The judgement when there is too little to judge. */
  public static Judgement undecided(String reason, String change) {
    return new Judgement(Verdict.UNDECIDED, reason, change);
  }

  /**
   * Several endpoints that are all part of one claim, by {@link Verdict#all}. The reasons are all
   * given; what would change it is taken from those that decided.
   */
  public static Judgement all(List<Judgement> parts) {
    Verdict verdict = Verdict.all(parts.stream().map(Judgement::verdict).toList());
    if (parts.isEmpty()) {
      return undecided("nothing was judged", "a result to judge");
    }
    return new Judgement(
        verdict,
        parts.stream().map(Judgement::reason).collect(Collectors.joining("; ")),
        parts.stream()
            .filter(part -> part.verdict() == verdict)
            .map(Judgement::change)
            .distinct()
            .collect(Collectors.joining("; ")));
  }
}
