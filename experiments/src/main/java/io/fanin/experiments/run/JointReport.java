package io.fanin.experiments.run;

import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.sweep.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several runs in one report; the results stay in the runs' folders. */
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
   * Writes the report and ends the run.
   *
   * @param runs at least one
   * @param command the line that gives all this again
   * @param status of the whole
   * @return the page
   */
  static Path write(
      RunDirectory folder,
      String title,
      List<RunEnding.Complete> runs,
      String command,
      RunStatus status) {
    Provenance provenance = provenance(runs, command);
    List<ClaimReport> claims = runs.stream().map(RunEnding.Complete::claim).toList();
    Report report = new Report(title, Sentences.summary(claims), claims, List.of(), provenance);
    try {
      Path page = HtmlReport.write(report, folder.path());
      TreeMap<String, String> notes = new TreeMap<>();
      runs.forEach(run -> notes.put(run.claim().id(), run.run().id()));
      folder.summarize(new RunSummary(status, provenance.resultsDigest(), notes));
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
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
