package io.fanin.experiments.cli;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Comparison;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.run.JointReport;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.Sentences;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All claims that were run, a line each: what was predicted, what was measured, the verdict. */
final class Ledger {
  private final List<RunEnding.Complete> runs;

  /** Of at least one run. */
  Ledger(List<RunEnding.Complete> runs) {
    this.runs = List.copyOf(runs);
  }

  private List<ClaimReport> claims() {
    return runs.stream().map(RunEnding.Complete::claim).toList();
  }

  /** For a terminal. */
  void print(PrintStream out) {
    TextTable table = TextTable.of("claim", "verdict", "time", "what decided").numbers(2);
    for (RunEnding.Complete run : runs) {
      ClaimReport claim = run.claim();
      table.row(
          claim.anchor(),
          Sentences.word(claim.verdict().outcome()),
          Figures.duration(run.provenance().seconds()),
          decisive(claim));
    }
    table.print(out);
    out.println();
    out.println(Sentences.count(claims()));
  }

  /** For a page, in Markdown. */
  String markdown(String command) {
    List<String> lines = new ArrayList<>();
    lines.add("| claim | predicted | measured | verdict | wall |");
    lines.add("| --- | --- | --- | --- | ---: |");
    for (RunEnding.Complete run : runs) {
      ClaimReport claim = run.claim();
      lines.add(
          "| `%s` | %s | %s; %s | **%s** | %s |"
              .formatted(
                  claim.anchor(),
                  cell(claim.prediction()),
                  cell(decisive(claim)),
                  cell(claim.verdict().scale()),
                  Sentences.word(claim.verdict().outcome()),
                  Figures.duration(run.provenance().seconds())));
    }
    lines.add("");
    lines.add(Sentences.count(claims()) + " " + origin(command));
    lines.add("");
    for (RunEnding.Complete run : runs) {
      lines.add("- `" + run.claim().anchor() + "`: " + sources(run.claim()));
    }
    return String.join("\n", lines);
  }

  private String origin(String command) {
    Provenance first = runs.get(0).provenance();
    return "Recorded %s by `%s` on %s, Java %s, commit %s, seed %d; digest `%s`."
        .formatted(
            first.started().substring(0, first.started().indexOf('T')),
            command,
            first.machine(),
            first.jvm(),
            first.gitCommit(),
            first.seed(),
            JointReport.digest(runs));
  }

  private static String sources(ClaimReport claim) {
    return claim.sources().stream().map(s -> s.citation()).collect(Collectors.joining("; "));
  }

  /**
   * The first part that came out as the whole did, and how many parts of all hold; all that was
   * measured where nothing is judged.
   */
  static String decisive(ClaimReport claim) {
    List<Part> parts = parts(claim);
    Outcome whole = claim.verdict().outcome();
    if (whole == Outcome.MEASURED && !parts.isEmpty()) {
      return parts.stream().map(Part::text).collect(Collectors.joining("; "));
    }
    String text =
        parts.stream()
            .filter(p -> p.outcome() == whole)
            .map(Part::text)
            .findFirst()
            .orElse(claim.verdict().reason());
    long judged = parts.stream().filter(p -> p.outcome() != null).count();
    if (judged < 2) {
      return text;
    }
    long hold = parts.stream().filter(p -> p.outcome() == Outcome.HOLDS).count();
    return text + " (" + hold + " of " + judged + " parts hold)";
  }

  private static List<Part> parts(ClaimReport claim) {
    List<Part> parts = new ArrayList<>();
    for (EndpointResult endpoint : claim.endpoints()) {
      if (endpoint.primary()) {
        parts.add(new Part(endpoint.outcome(), text(endpoint)));
      }
    }
    for (Comparison comparison : claim.comparisons()) {
      parts.add(
          new Part(
              comparison.outcome(),
              "%s: %s %s %s, p %s"
                  .formatted(
                      comparison.name(),
                      comparison.measure(),
                      Figures.text(comparison.effect()),
                      Figures.text(comparison.interval()),
                      Figures.probability(comparison.adjustedP()))));
    }
    return parts;
  }

  private static String text(EndpointResult endpoint) {
    String measured =
        "%s: %s %s"
            .formatted(
                endpoint.name(),
                Figures.text(endpoint.estimate()),
                Figures.text(endpoint.interval()));
    return endpoint.accepted() == null ? measured : measured + ", wanted " + endpoint.rule();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private record Part(@Nullable Outcome outcome, String text) {}
}
