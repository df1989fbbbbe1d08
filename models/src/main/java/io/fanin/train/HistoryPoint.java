package io.fanin.train;

import java.util.List;

/**
 * What an evaluation saw.
 *
 * @param step updates done
 * @param trainingLoss mean over the steps since the last evaluation, {@code [replicas]}
 * @param metrics one array {@code [replicas]} for each metric, in the run's order
 */
public record HistoryPoint(long step, double[] trainingLoss, List<double[]> metrics) {}
