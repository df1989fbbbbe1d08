package io.fanin.experiments.run;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunMetadata;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.Runs;
import io.fanin.experiments.sweep.Settings;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Several claims one after another in a folder of their own, which remembers those that are done;
 * so an equal request that was interrupted or killed does only the others.
 *
 * <p>A claim that was done by another version, from another commit or on another machine is done
 * again.
 */
public final class JointRun {
  private static final String FILE = "claims.txt";

  private final Place place;
  private final RunDirectory folder;
  private final String command;
  private final int asked;
  private final Map<String, String> done = new LinkedHashMap<>();

  private JointRun(Place place, RunDirectory folder, String command, int asked) {
    this.place = place;
    this.folder = folder;
    this.command = command;
    this.asked = asked;
  }

  /**
   * Begins, or goes on with what was not finished.
   *
   * @param name of the folder's kind, such as {@code demo}
   * @param requests at least one, all with one seed
   * @param command the line that asks for all this
   */
  public static JointRun begin(
      String name, List<RunRequest> requests, Place place, String command) {
    RunMetadata metadata = metadata(name, requests);
    Optional<RunDirectory> unfinished = Runs.in(place.runs()).unfinished(metadata);
    JointRun run =
        new JointRun(
            place,
            unfinished.orElseGet(() -> RunDirectory.create(place.runs(), metadata)),
            command,
            requests.size());
    unfinished.ifPresent(folder -> run.done.putAll(lines(folder)));
    run.write();
    return run;
  }

  /** What an interrupted run of the same has found for one of the requests. */
  public Optional<RunEnding.Complete> kept(RunRequest request) {
    String id = done.get(request.configDigest());
    if (id == null) {
      return Optional.empty();
    }
    try {
      RunDirectory run = RunDirectory.open(place.runs().resolve(id));
      Report report = SavedReport.read(run);
      ClaimReport claim = report.claims().get(0);
      boolean same = run.summary().status() == RunStatus.COMPLETE && here(report.provenance());
      return same
          ? Optional.of(
              new RunEnding.Complete(
                  run, claim, report.provenance(), run.path().resolve("report.html")))
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty(); // somebody took it away; it is done again
    }
  }

  /** Remembers that one is done. */
  public void keep(RunRequest request, RunEnding.Complete run) {
    done.put(request.configDigest(), run.run().id());
    write();
  }

  /**
   * Writes the report of those that are complete, and ends; where some are missing an equal request
   * does them alone.
   *
   * @param runs at least one
   * @return the page
   */
  public Path report(String title, List<RunEnding.Complete> runs) {
    RunStatus status = runs.size() == asked ? RunStatus.COMPLETE : RunStatus.FAILED;
    return JointReport.write(folder, title, runs, command, status);
  }

  private void write() {
    StringBuilder text = new StringBuilder(command).append('\n');
    done.forEach((digest, id) -> text.append(digest).append(' ').append(id).append('\n'));
    folder.write(FILE, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> lines(RunDirectory folder) {
    Map<String, String> lines = new LinkedHashMap<>();
    text(folder).orElse("").lines().skip(1).forEach(line -> put(lines, line));
    return lines;
  }

  private static void put(Map<String, String> lines, String line) {
    int space = line.indexOf(' ');
    if (space > 0) {
      lines.put(line.substring(0, space), line.substring(space + 1));
    }
  }

  private static Optional<String> text(RunDirectory folder) {
    Path file = folder.path().resolve(FILE);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static boolean here(Provenance provenance) {
    return provenance.versions().equals(new TreeMap<>(Versions.all()))
        && provenance.gitCommit().equals(GitCommit.around(Path.of("")))
        && provenance.machine().equals(Machine.here().sentence());
  }

  private static RunMetadata metadata(String name, List<RunRequest> requests) {
    Map<String, Object> claims = new TreeMap<>();
    for (RunRequest request : requests) {
      boolean control = request.setup().control();
      claims.put(request.claim().id() + (control ? "-control" : ""), request.configDigest());
    }
    return RunMetadata.of(
        name,
        Settings.of(claims).text(),
        requests.get(0).setup().seed(),
        Versions.all(),
        GitCommit.around(Path.of("")),
        Machine.here().sentence(),
        "those of the claims",
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }
}
