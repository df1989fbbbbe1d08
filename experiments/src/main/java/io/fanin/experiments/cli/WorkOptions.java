package io.fanin.experiments.cli;

import io.fanin.experiments.run.Place;
import io.fanin.experiments.sweep.SweepBackend;
import io.fanin.experiments.sweep.ThreadsBackend;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how work is done. */
final class WorkOptions {
  private static final int MOST_THREADS = 4096;
  private static final String THREADS = "threads";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Trials at a time (default: one for each core); the results do not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--backend",
      paramLabel = "ID",
      defaultValue = THREADS,
      description = "Where trials run: threads, or a plugin's backend (default: threads).")
  private String backend = THREADS;

  @Mixin private RunsOption runs = new RunsOption();

  RunsOption runs() {
    return runs;
  }

  Path folder() {
    return runs.folder();
  }

  Place place(Services services) {
    return new Place(runs.folder(), services.kernels(), backend(services), Program.name());
  }

  private SweepBackend backend(Services services) {
    int cores = Runtime.getRuntime().availableProcessors();
    int count = threads == null ? cores : threads;
    if (count < 1 || count > MOST_THREADS) {
      throw new InvalidInputException(
          "--threads must be from 1 to %d, was %d (default: %d, one for each core)"
              .formatted(MOST_THREADS, count, cores));
    }
    return backend.equals(THREADS) ? new ThreadsBackend(count) : services.backends().get(backend);
  }
}
