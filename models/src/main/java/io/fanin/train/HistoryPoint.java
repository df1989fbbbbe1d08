package io.fanin.train;

import java.util.List;

/**
 * What an evaluation saw; its arrays are not to be changed.
 *
 * @param step updates done
 * @param trainingLoss mean of the batch losses, each taken before its update, over the steps since
 *     the last evaluation, {@code [replicas]}
 * @param metrics one array {@code [replicas]} for each metric, in the run's order
 */
public record HistoryPoint(long step, double[] trainingLoss, List<double[]> metrics) {}
