package io.fanin.train;

import java.util.List;

/**
 * What a run gave; its arrays are the receiver's.
 *
 * @param steps updates done
 * @param finished false if a listener ended the run early; it can go on from its state
 * @param stops why each replica stopped
 * @param stopSteps updates that each replica had
 * @param parameters last parameters, in the plan's order
 * @param bestParameters parameters of each replica at its best watched metric: the last ones where
 *     none is watched, the first ones where the metric never was a number
 * @param bestMetric best watched metric of each replica; NaN where there is none
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
