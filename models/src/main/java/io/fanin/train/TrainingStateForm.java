package io.fanin.train;

import io.fanin.kernel.OptimizerState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a {@link TrainingState} is written down. */
final class TrainingStateForm {
  private TrainingStateForm() {}

  static void write(SealedWriter out, TrainingState state) throws IOException {
    out.integer(state.parameters().length);
    out.integer(state.stops().size());
    out.number(state.step());
    out.number(state.lossCount());
    out.doubles(state.parameters());
    out.doubles(state.bestParameters());
    out.integer(state.optimizer().slots().length);
    for (double[] slot : state.optimizer().slots()) {
      out.doubles(slot);
    }
    out.numbers(state.optimizer().numbers());
    out.numbers(state.stopSteps());
    for (StopReason stop : state.stops()) {
      out.text(stop.name());
    }
    out.doubles(state.lossSums());
    out.doubles(state.bestMetric());
    for (int wait : state.waits()) {
      out.integer(wait);
    }
    writeHistory(out, state.history());
  }

  static TrainingState read(SealedReader in) throws IOException {
    int parameters = in.count("parameters", 2 * Double.BYTES);
    int replicas = in.count("replicas", Long.BYTES);
    if (parameters == 0 || replicas == 0) {
      throw in.malformed("it has no parameters or no replicas");
    }
    long step = in.number();
    long lossCount = in.number();
    double[] values = in.doubles(parameters);
    double[] best = in.doubles(parameters);
    double[][] slots = new double[in.count("optimizer slots", Double.BYTES)][];
    for (int s = 0; s < slots.length; s++) {
      slots[s] = in.doubles(parameters);
    }
    OptimizerState optimizer = new OptimizerState(in.numbers(replicas), slots);
    long[] stopSteps = in.numbers(replicas);
    List<StopReason> stops = readStops(in, replicas);
    double[] lossSums = in.doubles(replicas);
    double[] bestMetric = in.doubles(replicas);
    int[] waits = in.integers(replicas);
    List<HistoryPoint> history = readHistory(in, replicas);
    try {
      return new TrainingState(
          step,
          values,
          optimizer,
          stops,
          stopSteps,
          lossSums,
          lossCount,
          bestMetric,
          best,
          waits,
          history);
    } catch (IllegalArgumentException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static List<StopReason> readStops(SealedReader in, int replicas) throws IOException {
    List<StopReason> stops = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      String name = in.text();
      try {
        stops.add(StopReason.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw in.malformed("there is no stop reason '" + name + "'");
      }
    }
    return stops;
  }

  private static void writeHistory(SealedWriter out, List<HistoryPoint> history)
      throws IOException {
    out.integer(history.size());
    for (HistoryPoint point : history) {
      out.number(point.step());
      out.doubles(point.trainingLoss());
      out.integer(point.metrics().size());
      for (double[] values : point.metrics()) {
        out.doubles(values);
      }
    }
  }

  private static List<HistoryPoint> readHistory(SealedReader in, int replicas) throws IOException {
    int points = in.count("evaluations", 2 * Long.BYTES + Integer.BYTES);
    List<HistoryPoint> history = new ArrayList<>(points);
    for (int p = 0; p < points; p++) {
      long step = in.number();
      double[] trainingLoss = in.doubles(replicas);
      int metrics = in.count("metrics", Double.BYTES);
      List<double[]> values = new ArrayList<>(metrics);
      for (int m = 0; m < metrics; m++) {
        values.add(in.doubles(replicas));
      }
      history.add(new HistoryPoint(step, trainingLoss, values));
    }
    return history;
  }
}
