package io.fanin.experiments.result;

import org.jspecify.annotations.Nullable;

/**
 * A number that a claim predicts, and what came out.
 *
 * @param name such as {@code "deep slope, n = 8"}
 * @param symbol as in the prediction's formula; may be empty
 * @param predicted what the theory says, or null for a measurement
 * @param rule how it is judged, in words, with the tolerance
 * @param accepted the values that the rule allows, one-sided ones with an infinite end, or null
 * @param estimate what was measured
 * @param interval around the estimate
 * @param level of the interval, such as 0.95
 * @param primary whether the verdict rests on it; others are printed, never judged
 * @param outcome by the rule; null when it is not judged
 * @param note how the interval was made, refits, censored runs; may be empty
 */
public record EndpointResult(
    String name,
    String symbol,
    @Nullable Double predicted,
    String rule,
    @Nullable Interval accepted,
    double estimate,
    Interval interval,
    double level,
    boolean primary,
    @Nullable Outcome outcome,
    String note) {
  public EndpointResult {
    Require.text(name, "endpoint name");
    Require.present(symbol, "endpoint symbol");
    Require.present(rule, "endpoint rule");
    Require.present(interval, "endpoint interval");
    Require.probability(level, "endpoint level");
    Require.present(note, "endpoint note");
    Require.condition(
        primary || outcome == null, "endpoint '" + name + "' is secondary and is not judged");
  }
}
