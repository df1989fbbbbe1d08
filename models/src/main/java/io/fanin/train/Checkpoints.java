package io.fanin.train;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.OptimizerState;
import io.fanin.optim.LbfgsState;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files from which a run goes on with the same bits, in another process too.
 *
 * <p>A file is checksummed and replaced by rename, so there is always a whole one, whenever the
 * process dies. It carries the {@link RunIdentity} of its run, and another run cannot read it.
 */
public final class Checkpoints {
  private static final String TRAINING = "training";
  private static final String LBFGS = "lbfgs";

  private Checkpoints() {}

  /**
   * Writes a state.
   *
   * @throws UncheckedIOException if the disk refuses; an older file is then still there
   */
  public static void write(Path file, TrainingState state, RunIdentity identity) {
    SealedFile.write(
        file,
        out -> {
          writeHead(out, TRAINING, identity);
          write(out, state);
        });
  }

  /**
   * Reads a state of this run.
   *
   * @throws InvalidInputException if there is none, it is damaged, or it is of another run
   */
  public static TrainingState read(Path file, RunIdentity identity) {
    return SealedFile.read(
        file,
        in -> {
          readHead(in, TRAINING, identity, file);
          return readState(in);
        });
  }

  /**
   * Resumes from a file if there is one.
   *
   * @return false if there is no file; the trainer is then as it was
   * @throws InvalidInputException if the file is damaged or of another run
   */
  public static boolean resume(Trainer trainer, Path file, RunIdentity identity) {
    if (!Files.exists(file)) {
      return false;
    }
    TrainingState state = read(file, identity);
    try {
      trainer.restore(state);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": is malformed: " + e.getMessage() + "; take another one", e);
    }
    return true;
  }

  /**
   * Writes the state of {@link LbfgsTraining}.
   *
   * @throws UncheckedIOException if the disk refuses; an older file is then still there
   */
  public static void write(Path file, LbfgsState state, RunIdentity identity) {
    double[][] arrays = state.toArrays();
    SealedFile.write(
        file,
        out -> {
          writeHead(out, LBFGS, identity);
          out.writeInt(arrays.length);
          for (double[] array : arrays) {
            out.writeInt(array.length);
            write(out, array);
          }
        });
  }

  /**
   * Reads the state of {@link LbfgsTraining} of this run.
   *
   * @throws InvalidInputException if there is none, it is damaged, or it is of another run
   */
  public static LbfgsState readLbfgs(Path file, RunIdentity identity) {
    return SealedFile.read(
        file,
        in -> {
          readHead(in, LBFGS, identity, file);
          double[][] arrays = new double[in.count("arrays", Integer.BYTES)][];
          for (int i = 0; i < arrays.length; i++) {
            arrays[i] = in.doubles(in.count("numbers", Double.BYTES));
          }
          return LbfgsState.ofArrays(arrays);
        });
  }

  private static void writeHead(DataOutputStream out, String kind, RunIdentity identity)
      throws IOException {
    write(out, kind);
    out.writeInt(identity.parts().size());
    for (var part : identity.parts().entrySet()) {
      write(out, part.getKey());
      write(out, part.getValue());
    }
  }

  private static void readHead(SealedReader in, String kind, RunIdentity identity, Path file)
      throws IOException {
    String itsKind = in.text();
    if (!itsKind.equals(kind)) {
      throw in.malformed("it holds '%s', not '%s'".formatted(itsKind, kind));
    }
    SortedMap<String, String> parts = new TreeMap<>();
    int count = in.count("parts of an identity", 2 * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      parts.put(in.text(), in.text());
    }
    String difference = identity.difference(parts);
    if (!difference.isEmpty()) {
      throw InvalidInputException.in(
          file.toString(),
          "is a checkpoint of another run: "
              + difference
              + "; repeat that run's settings, or name another file");
    }
  }

  private static void write(DataOutputStream out, TrainingState state) throws IOException {
    out.writeInt(state.parameters().length);
    out.writeInt(state.stops().size());
    out.writeLong(state.step());
    out.writeLong(state.lossCount());
    write(out, state.parameters());
    write(out, state.bestParameters());
    out.writeInt(state.optimizer().slots().length);
    for (double[] slot : state.optimizer().slots()) {
      write(out, slot);
    }
    write(out, state.optimizer().numbers());
    write(out, state.stopSteps());
    for (StopReason stop : state.stops()) {
      write(out, stop.name());
    }
    write(out, state.lossSums());
    write(out, state.bestMetric());
    for (int wait : state.waits()) {
      out.writeInt(wait);
    }
    writeHistory(out, state.history());
  }

  private static TrainingState readState(SealedReader in) throws IOException {
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

  private static void writeHistory(DataOutputStream out, List<HistoryPoint> history)
      throws IOException {
    out.writeInt(history.size());
    for (HistoryPoint point : history) {
      out.writeLong(point.step());
      write(out, point.trainingLoss());
      out.writeInt(point.metrics().size());
      for (double[] values : point.metrics()) {
        write(out, values);
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

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Bit for bit, NaNs too. */
  private static void write(DataOutputStream out, double[] values) throws IOException {
    for (double value : values) {
      out.writeLong(Double.doubleToRawLongBits(value));
    }
  }

  private static void write(DataOutputStream out, long[] values) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }
}
