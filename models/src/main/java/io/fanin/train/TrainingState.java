package io.fanin.train;

import io.fanin.kernel.OptimizerState;
import java.util.List;

/**
 * All that a run needs to go on with the same bits; what the program and the source were made from
 * is not in it. Its arrays are not to be changed.
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
    List<HistoryPoint> history) {
  /** Checks that the arrays fit each other. */
  public TrainingState {
    stops = List.copyOf(stops);
    history = List.copyOf(history);
    int replicas = stops.size();
    atLeast("step", step, 0);
    atLeast("lossCount", lossCount, 0);
    length("stopSteps", stopSteps.length, replicas);
    length("lossSums", lossSums.length, replicas);
    length("bestMetric", bestMetric.length, replicas);
    length("waits", waits.length, replicas);
    length("optimizer numbers", optimizer.numbers().length, replicas);
    length("bestParameters", bestParameters.length, parameters.length);
    for (double[] slot : optimizer.slots()) {
      length("optimizer slot", slot.length, parameters.length);
    }
    for (int r = 0; r < replicas; r++) {
      atLeast("stop step", stopSteps[r], 0);
      atLeast("waits", waits[r], 0);
      atLeast("number of updates", optimizer.numbers()[r], 0);
    }
    for (HistoryPoint point : history) {
      length("history", point.trainingLoss().length, replicas);
      for (double[] values : point.metrics()) {
        length("metric", values.length, replicas);
      }
    }
  }

  private static void length(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "the length of %s must be %d, was %d".formatted(name, expected, actual));
    }
  }

  private static void atLeast(String name, long value, long bound) {
    if (value < bound) {
      throw new IllegalArgumentException("%s must be >= %d, was %d".formatted(name, bound, value));
    }
  }
}
