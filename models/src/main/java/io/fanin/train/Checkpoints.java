package io.fanin.train;

import io.fanin.input.InvalidInputException;
import io.fanin.optim.LbfgsState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
          TrainingStateForm.write(out, state);
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
          return TrainingStateForm.read(in);
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
          out.integer(arrays.length);
          for (double[] array : arrays) {
            out.integer(array.length);
            out.doubles(array);
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

  private static void writeHead(SealedWriter out, String kind, RunIdentity identity)
      throws IOException {
    out.text(kind);
    out.integer(identity.parts().size());
    for (var part : identity.parts().entrySet()) {
      out.text(part.getKey());
      out.text(part.getValue());
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
}
