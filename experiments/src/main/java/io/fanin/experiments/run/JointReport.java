package io.fanin.experiments.run;

import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunMetadata;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several runs in one report, in a folder of its own; the results stay in the runs' folders. */
public final class JointReport {
  private JointReport() {}

  /** One digest for the results of several runs. */
  public static String digest(List<RunEnding.Complete> runs) {
    return Digests.sha256(
        runs.stream()
            .map(run -> run.claim().anchor() + " " + run.digest() + "\n")
            .sorted()
            .collect(Collectors.joining()));
  }

  /**
   * Writes the report.
   *
   * @param name of the folder's kind, such as {@code demo}
   * @param runs at least one
   * @param command the line that gives all this again
   * @return the page
   */
  public static Path write(
      String name, String title, List<RunEnding.Complete> runs, Place place, String command) {
    Provenance provenance = provenance(runs, command);
    Report report =
        new Report(
            title,
            runs.stream()
                .map(run -> Sentences.summary(run.claim()))
                .collect(Collectors.joining(" ")),
            runs.stream().map(RunEnding.Complete::claim).toList(),
            List.of(),
            provenance);
    RunDirectory folder = RunDirectory.create(place.runs(), metadata(name, runs, provenance));
    try {
      Path page = HtmlReport.write(report, folder.path());
      TreeMap<String, String> notes = new TreeMap<>();
      runs.forEach(run -> notes.put(run.claim().id(), run.run().id()));
      folder.summarize(new RunSummary(RunStatus.COMPLETE, provenance.resultsDigest(), notes));
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  private static RunMetadata metadata(
      String name, List<RunEnding.Complete> runs, Provenance provenance) {
    Map<String, Object> claims = new TreeMap<>();
    runs.forEach(run -> claims.put(run.claim().id(), run.provenance().configDigest()));
    return RunMetadata.of(
        name,
        Settings.of(claims).text(),
        provenance.seed(),
        provenance.versions(),
        provenance.gitCommit(),
        provenance.machine(),
        provenance.device(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Provenance provenance(List<RunEnding.Complete> runs, String command) {
    Provenance first = runs.get(0).provenance();
    TreeSet<String> devices = new TreeSet<>();
    TreeSet<String> providers = new TreeSet<>();
    double seconds = 0;
    for (RunEnding.Complete run : runs) {
      devices.add(run.provenance().device());
      providers.add(run.provenance().provider());
      seconds += run.provenance().seconds();
    }
    String configs =
        runs.stream()
            .map(run -> run.provenance().configDigest() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return new Provenance(
        first.seed(),
        Digests.sha256(configs),
        digest(runs),
        first.versions(),
        String.join(", ", devices),
        String.join(", ", providers),
        first.machine(),
        first.jvm(),
        first.gitCommit(),
        first.started(),
        seconds,
        command);
  }
}
