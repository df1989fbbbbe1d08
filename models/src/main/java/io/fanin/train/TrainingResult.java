package io.fanin.train;

import java.util.List;

/**
 * What a run gave.
 *
 * @param steps updates done
 * @param finished false if a listener ended the run early; it can go on from its state
 * @param stops why each replica stopped
 * @param stopSteps updates that each replica had
 * @param parameters last parameters, in the plan's order
 * @param bestParameters parameters of each replica at its best watched metric; the last ones where
 *     none is watched
 * @param bestMetric best watched metric of each replica; NaN where none is watched
 * @param metricNames names of the metrics in the history
 * @param history the evaluations
 */
public record TrainingResult(
    long steps,
    boolean finished,
    List<StopReason> stops,
    long[] stopSteps,
    double[] parameters,
    double[] bestParameters,
    double[] bestMetric,
    List<String> metricNames,
    List<HistoryPoint> history) {}
