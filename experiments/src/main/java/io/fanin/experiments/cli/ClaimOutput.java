package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Comparison;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Verdict;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.Sentences;
import java.io.PrintStream;

/** What a run found. */
final class ClaimOutput {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ClaimOutput() {}

  /** Endpoints, comparisons, verdict, report, and the digest as the last line. */
  static void print(Context context, RunEnding.Complete run) {
    PrintStream out = context.out();
    ClaimReport claim = run.claim();
    out.println(heading(claim));
    endpoints(out, claim);
    comparisons(out, claim);
    verdict(context, claim);
    out.println();
    out.println("Report: " + run.page());
    out.println("digest: " + run.digest());
  }

  static void verdict(Context context, ClaimReport claim) {
    PrintStream out = context.out();
    Verdict verdict = claim.verdict();
    out.println();
    Wrapped.print(out, "Verdict", verdict.wording());
    Wrapped.print(out, "Because", verdict.reason());
    Wrapped.print(out, "Otherwise", verdict.whatWouldChangeIt());
    if (claim.control()) {
      Wrapped.print(out, "Control", Sentences.summary(claim));
    }
  }

  private static String heading(ClaimReport claim) {
    return claim.title() + (claim.control() ? " (negative control)" : "");
  }

  private static void endpoints(PrintStream out, ClaimReport claim) {
    if (claim.endpoints().isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.of("  endpoint", "predicted", "estimate", "interval", "outcome").numbers(1, 2);
    for (EndpointResult endpoint : claim.endpoints()) {
      Double predicted = endpoint.predicted();
      table.row(
          "  " + endpoint.name(),
          predicted == null ? "" : Figures.text(predicted),
          Figures.text(endpoint.estimate()),
          Figures.text(endpoint.interval()),
          word(endpoint.outcome()));
    }
    out.println();
    table.print(out);
  }

  private static void comparisons(PrintStream out, ClaimReport claim) {
    if (claim.comparisons().isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.of("  comparison", "effect", "interval", "p (Holm)", "outcome").numbers(1, 3);
    for (Comparison comparison : claim.comparisons()) {
      table.row(
          "  " + comparison.name(),
          Figures.text(comparison.effect()),
          Figures.text(comparison.interval()),
          Figures.probability(comparison.adjustedP()),
          word(comparison.outcome()));
    }
    out.println();
    table.print(out);
  }

  private static String word(@org.jspecify.annotations.Nullable Outcome outcome) {
    return outcome == null ? "not judged" : Sentences.word(outcome);
  }

  /** Adds all that a run found to an object. */
  static void write(ObjectNode node, RunEnding.Complete run) {
    ClaimReport claim = run.claim();
    node.put("claim", claim.id())
        .put("control", claim.control())
        .put("seed", run.provenance().seed())
        .put("run", run.run().id())
        .put("folder", run.run().path().toString())
        .put("report", run.page().toString());
    Verdict verdict = claim.verdict();
    node.putObject("verdict")
        .put("outcome", Sentences.word(verdict.outcome()))
        .put("scale", verdict.scale())
        .put("reason", verdict.reason())
        .put("whatWouldChangeIt", verdict.whatWouldChangeIt());
    node.set("endpoints", MAPPER.valueToTree(claim.endpoints()));
    node.set("comparisons", MAPPER.valueToTree(claim.comparisons()));
    node.set("settings", MAPPER.valueToTree(claim.settings()));
    node.set("provenance", MAPPER.valueToTree(run.provenance()));
    node.put("digest", run.digest());
  }
}
