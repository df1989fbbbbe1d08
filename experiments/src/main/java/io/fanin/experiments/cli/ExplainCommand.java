package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.result.Source;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything about a claim but whether it holds. */
@Command(
    name = "explain",
    description = "Explain a claim: sentence, sources, prediction, rule, control, keys, cost.")
final class ExplainCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "CLAIM", description = "A claim; see fanin list claims.")
  private String id = "";

  @Mixin private OutputOption output = new OutputOption();

  ExplainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ClaimProvider claim = context.services().claims().get(id);
    if (output.json()) {
      printJson(claim);
    } else {
      printText(claim);
    }
    return ExitCode.FINE;
  }

  private void printText(ClaimProvider claim) {
    PrintStream out = context.out();
    out.println(claim.title() + " (" + claim.id() + ")");
    out.println();
    Wrapped.print(out, "Claim", claim.sentence());
    Wrapped.print(out, "Prediction", claim.prediction());
    Wrapped.print(out, "Rule", claim.rule());
    Wrapped.print(out, "Control", claim.control());
    if (!claim.deviations().isBlank()) {
      Wrapped.print(out, "Deviations", claim.deviations());
    }
    Wrapped.print(out, "Cost", "quick: " + cost(claim, Mode.QUICK).sentence());
    Wrapped.print(out, "", "full: " + cost(claim, Mode.FULL).sentence());
    out.println();
    printKeys(claim);
    for (Source source : claim.sources()) {
      out.println();
      Wrapped.print(out, "Source", source.citation());
      if (!source.bibtex().isBlank()) {
        out.println();
        source.bibtex().stripTrailing().lines().forEach(line -> out.println("  " + line));
      }
    }
  }

  private void printKeys(ClaimProvider claim) {
    Settings quick = Settings.of(claim.keys(Mode.QUICK));
    Settings full = Settings.of(claim.keys(Mode.FULL));
    TextTable table = TextTable.of("Key (--set)", "quick", "full", "what it is for");
    for (Key<?> key : claim.keys(Mode.QUICK)) {
      String usual = KeyText.value(quick, key.name());
      String most = KeyText.value(full, key.name());
      String unit = key.unit().isEmpty() ? "" : ", in " + key.unit();
      String kind = Character.toUpperCase(key.allowed().charAt(0)) + key.allowed().substring(1);
      table.row(
          key.name(),
          usual,
          most.equals(usual) ? "same" : most,
          key.doc() + " " + kind + unit + ".");
    }
    table.print(context.out());
  }

  private static Cost cost(ClaimProvider claim, Mode mode) {
    return claim.cost(new ClaimSetup(mode, Settings.of(claim.keys(mode)), false, 1));
  }

  private void printJson(ClaimProvider claim) {
    ObjectNode node = JsonOutput.of("explain");
    node.put("id", claim.id())
        .put("title", claim.title())
        .put("sentence", claim.sentence())
        .put("prediction", claim.prediction())
        .put("rule", claim.rule())
        .put("control", claim.control())
        .put("deviations", claim.deviations());
    ArrayNode sources = node.putArray("sources");
    for (Source source : claim.sources()) {
      sources.addObject().put("citation", source.citation()).put("bibtex", source.bibtex());
    }
    Settings full = Settings.of(claim.keys(Mode.FULL));
    Settings quick = Settings.of(claim.keys(Mode.QUICK));
    ArrayNode keys = node.putArray("keys");
    for (Key<?> key : claim.keys(Mode.QUICK)) {
      keys.addObject()
          .put("name", key.name())
          .put("takes", key.allowed())
          .put("unit", key.unit())
          .put("description", key.doc())
          .put("quick", KeyText.value(quick, key.name()))
          .put("full", KeyText.value(full, key.name()));
    }
    ObjectNode costs = node.putObject("cost");
    for (Mode mode : List.of(Mode.QUICK, Mode.FULL)) {
      Cost cost = cost(claim, mode);
      costs
          .putObject(mode == Mode.QUICK ? "quick" : "full")
          .put("trials", cost.trials())
          .put("networks", cost.networks())
          .put("seconds", cost.seconds());
    }
    JsonOutput.print(context.out(), node);
  }
}
