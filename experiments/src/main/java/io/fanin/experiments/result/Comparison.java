package io.fanin.experiments.result;

/**
 * One ordering that a claim states, and its test.
 *
 * @param name such as {@code "local < dense"}
 * @param measure what the effect is, such as {@code "difference of test errors"}
 * @param effect the estimate, positive in the claimed direction
 * @param interval around the effect
 * @param p one-sided, paired
 * @param adjustedP after Holm over the claim's comparisons
 * @param minimumEffect below which a difference does not count
 * @param note pairs, method; may be empty
 */
public record Comparison(
    String name,
    String measure,
    double effect,
    Interval interval,
    double p,
    double adjustedP,
    double minimumEffect,
    Outcome outcome,
    String note) {
  public Comparison {
    Require.text(name, "comparison name");
    Require.text(measure, "comparison measure");
    Require.present(interval, "comparison interval");
    Require.probability(p, "comparison p");
    Require.probability(adjustedP, "comparison adjusted p");
    Require.present(outcome, "comparison outcome");
    Require.present(note, "comparison note");
  }
}
