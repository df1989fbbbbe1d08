package io.fanin.experiments.tabular;

import io.fanin.experiments.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one family of networks, or the baseline, came to.
 *
 * @param id of the architecture, or {@code baseline}
 * @param parameters trainable ones; 0 for the baseline
 * @param rate that was chosen on the validation rows; NaN for the baseline
 * @param validation mean loss of its networks on the validation rows at that rate; NaN for the
 *     baseline
 * @param dead networks at all rates whose loss was no longer finite
 * @param networks at all rates
 * @param scores each measure over the test rows: mean over networks, bootstrap over rows
 * @param seedScores each measure's mean over networks with its t-interval; not defined for one
 * @param answers of each network on the test rows
 */
record ArmOutcome(
    String id,
    int parameters,
    double rate,
    double validation,
    int dead,
    int networks,
    Map<Measure, Interval> scores,
    Map<Measure, Interval> seedScores,
    List<Answers> answers) {
  /** A measure over the test rows, which must be one that was taken. */
  Interval score(Measure measure) {
    return Objects.requireNonNull(scores.get(measure), measure::label);
  }
}
