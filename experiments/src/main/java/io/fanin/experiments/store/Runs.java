package io.fanin.experiments.store;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The runs in one folder. */
public final class Runs {
  private static final Logger LOG = LogManager.getLogger(Runs.class);

  private final Path folder;

  private Runs(Path folder) {
    this.folder = folder;
  }

  /** The runs in a folder, which need not exist. */
  public static Runs in(Path folder) {
    return new Runs(folder);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * All runs, newest first; a folder whose {@code run.json} is malformed is logged and left out.
   */
  public List<RunDirectory> list() {
    List<RunDirectory> runs = new ArrayList<>();
    for (Path path : candidates()) {
      try {
        runs.add(RunDirectory.open(path));
      } catch (InvalidInputException e) {
        LOG.warn("run left out: {}", e.getMessage());
      }
    }
    runs.sort(
        Comparator.comparing((RunDirectory run) -> run.metadata().created())
            .thenComparing(RunDirectory::id)
            .reversed());
    return runs;
  }

  /** The run made last. */
  public Optional<RunDirectory> newest() {
    return list().stream().findFirst();
  }

  /**
   * The one run whose id is the text or begins with it.
   *
   * @throws InvalidInputException if there is none, or more than one
   */
  public RunDirectory find(String prefix) {
    List<RunDirectory> runs = list();
    List<RunDirectory> found = runs.stream().filter(run -> run.id().startsWith(prefix)).toList();
    Optional<RunDirectory> exact = found.stream().filter(r -> r.id().equals(prefix)).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> ids = (found.isEmpty() ? runs : found).stream().map(RunDirectory::id).toList();
    if (found.isEmpty()) {
      throw InvalidInputException.in(
          folder.toString(),
          "no run '"
              + prefix
              + "'"
              + (ids.isEmpty() ? "; there are no runs here" : Suggestions.hint(prefix, ids)));
    }
    throw InvalidInputException.in(
        folder.toString(),
        "more than one run begins with '" + prefix + "': " + String.join(", ", ids));
  }

  /** The newest run of the same claim, settings and seed that ended before it was complete. */
  public Optional<RunDirectory> unfinished(RunMetadata work) {
    return list().stream()
        .filter(run -> run.metadata().sameWork(work))
        .filter(
            run -> {
              RunStatus status = run.summary().status();
              return status == RunStatus.INTERRUPTED || status == RunStatus.FAILED;
            })
        .findFirst();
  }

  private List<Path> candidates() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> Files.exists(p.resolve(RunDirectory.RUN_FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
