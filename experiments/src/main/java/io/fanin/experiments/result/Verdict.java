package io.fanin.experiments.result;

/**
 * What a run says about its claim.
 *
 * @param scale what it was measured on, such as {@code "n ≤ 16"}: a verdict never goes further
 * @param reason the numbers behind it, in a sentence
 * @param whatWouldChangeIt which result would have given another verdict, in a sentence
 */
public record Verdict(Outcome outcome, String scale, String reason, String whatWouldChangeIt) {
  public Verdict {
    Require.present(outcome, "verdict outcome");
    Require.text(scale, "verdict scale");
    Require.text(reason, "verdict reason");
    Require.text(whatWouldChangeIt, "verdict whatWouldChangeIt");
  }

  /** The verdict with its scale, such as {@code "holds at this scale (n ≤ 16)"}. */
  public String wording() {
    return switch (outcome) {
      case HOLDS -> "holds at this scale (" + scale + ")";
      case FAILS -> "fails at this scale (" + scale + ")";
      case UNDECIDED -> "undecided at this scale (" + scale + ")";
      case MEASURED -> "measured (" + scale + ")";
    };
  }
}
