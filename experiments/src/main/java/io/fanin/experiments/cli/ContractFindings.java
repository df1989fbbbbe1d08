package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.plugin.Conformance;
import io.fanin.experiments.plugin.PluginJar;
import io.fanin.experiments.wiring.Services;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the testkit says about every plugin jar. */
record ContractFindings(List<OfJar> rows) {
  static final ContractFindings NONE = new ContractFindings(List.of());

  /** One service of one jar. */
  record OfJar(String origin, Conformance.Finding finding) {}

  /** Checks every jar; remarks where there is no testkit. */
  static ContractFindings of(Services services, Context context) {
    if (services.plugins().isEmpty()) {
      return NONE;
    }
    Optional<Conformance> testkit = Conformance.here();
    if (testkit.isEmpty()) {
      context.note("no contract was checked: the launcher alone knows where the testkit is");
      return NONE;
    }
    List<OfJar> rows = new ArrayList<>();
    try {
      for (PluginJar jar : services.plugins()) {
        context.note("checking " + jar.path());
        for (Conformance.Finding finding : testkit.get().check(jar)) {
          rows.add(new OfJar(jar.path().toString(), finding));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ContractFindings(rows);
  }

  boolean anyFailed() {
    return rows.stream().anyMatch(r -> r.finding().status() == Conformance.Status.FAILED);
  }

  void print(PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.println("Contracts");
    TextTable table = TextTable.of("  jar", "what", "verdict");
    for (OfJar row : rows) {
      Conformance.Finding finding = row.finding();
      table.row(
          "  " + Listing.file(row.origin()),
          (finding.kind() + " " + finding.service()).strip(),
          word(finding) + ": " + finding.text());
    }
    table.print(out);
  }

  private static String word(Conformance.Finding finding) {
    return switch (finding.status()) {
      case PASSED -> "kept";
      case FAILED -> "BROKEN";
      case UNCHECKED -> "not checked";
    };
  }

  void write(ObjectNode node) {
    ArrayNode array = node.putArray("contracts");
    for (OfJar row : rows) {
      array
          .addObject()
          .put("origin", row.origin())
          .put("kind", row.finding().kind())
          .put("service", row.finding().service())
          .put("status", row.finding().status().name().toLowerCase(Locale.ROOT))
          .put("text", row.finding().text());
    }
  }
}
