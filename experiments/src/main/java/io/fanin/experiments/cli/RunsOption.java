package io.fanin.experiments.cli;

import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.Runs;
import io.fanin.input.InvalidInputException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class RunsOption {
  /** The folder unless another is asked for. */
  static final Path USUAL = Path.of("runs");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of all runs (default: ./runs).")
  private Path folder = USUAL;

  Path folder() {
    return folder;
  }

  /** The run of an id, of the beginning of one, of a folder's path, or the {@code last} one. */
  RunDirectory find(String text) {
    if (text.equals("last")) {
      return Runs.in(folder)
          .newest()
          .orElseThrow(
              () -> InvalidInputException.in(folder.toString(), "there are no runs here yet"));
    }
    boolean path = text.contains("/") || text.contains(File.separator);
    return path && Files.isDirectory(Path.of(text))
        ? RunDirectory.open(Path.of(text))
        : Runs.in(folder).find(text);
  }
}
