package io.fanin.train;

import io.fanin.kernel.OptimizerState;
import java.util.List;

/**
 * All that a run needs to go on with the same bits.
 *
 * @param step updates done
 * @param parameters in the plan's order
 * @param optimizer the rule's memory
 * @param stops status of each replica
 * @param stopSteps updates of each replica
 * @param lossSums summed batch losses since the last evaluation, {@code [replicas]}
 * @param lossCount steps since the last evaluation
 * @param bestMetric best watched metric so far, {@code [replicas]}
 * @param bestParameters parameters at the best metric, in the plan's order
 * @param waits evaluations since the best metric, {@code [replicas]}
 * @param history evaluations so far
 */
public record TrainingState(
    long step,
    double[] parameters,
    OptimizerState optimizer,
    List<StopReason> stops,
    long[] stopSteps,
    double[] lossSums,
    long lossCount,
    double[] bestMetric,
    double[] bestParameters,
    int[] waits,
    List<HistoryPoint> history) {}
