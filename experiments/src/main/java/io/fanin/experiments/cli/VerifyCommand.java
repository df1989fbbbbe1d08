package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.run.JointReport;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.experiments.run.Sentences;
import io.fanin.experiments.wiring.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs all claims and says in one table which hold. */
@Command(
    name = "verify",
    description = "Run all claims, or those named, and show every verdict in one table.",
    footer = {"", "Exit codes: 3 if any fails, else 4 if any is undecided, else 0; 1 on an error."})
final class VerifyCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "0..*", paramLabel = "CLAIM", description = "Claims; all without it.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--full", description = "The published settings instead of the small ones.")
  private boolean full;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Root of every random stream (default: 1).")
  private long seed = 1;

  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private OutputOption output = new OutputOption();

  VerifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Services services = context.services();
    Registry<ClaimProvider> claims = services.claims();
    List<ClaimProvider> chosen =
        ids.isEmpty() ? claims.all() : ids.stream().distinct().map(claims::get).toList();
    Mode mode = full ? Mode.FULL : Mode.QUICK;
    List<RunRequest> requests =
        chosen.stream().map(claim -> ManyRuns.request(claim, mode, seed)).toList();
    Place place = work.place(services);
    context.note(
        "verify: %d claims, %s".formatted(requests.size(), ManyRuns.cost(requests).sentence()));
    return Interruption.during(() -> execute(requests, place));
  }

  private int execute(List<RunRequest> requests, Place place) {
    List<RunEnding> endings = new ManyRuns(context, place, again()).execute(requests);
    List<RunEnding.Complete> complete = ManyRuns.complete(endings);
    if (output.json()) {
      printJson(complete);
    } else {
      printText(complete);
    }
    return code(endings, complete);
  }

  private List<String> again() {
    List<String> words = new ArrayList<>(List.of("verify"));
    words.addAll(ids);
    if (full) {
      words.add("--full");
    }
    words.addAll(List.of("--seed", Long.toString(seed)));
    return words;
  }

  private static int code(List<RunEnding> endings, List<RunEnding.Complete> complete) {
    if (complete.size() < endings.size()) {
      boolean stopped = endings.get(endings.size() - 1) instanceof RunEnding.Stopped;
      return stopped ? ExitCode.INTERRUPTED : ExitCode.ERROR;
    }
    List<Outcome> outcomes = complete.stream().map(r -> r.claim().verdict().outcome()).toList();
    if (outcomes.contains(Outcome.FAILS)) {
      return ExitCode.FAILS;
    }
    return outcomes.contains(Outcome.UNDECIDED) ? ExitCode.UNDECIDED : ExitCode.FINE;
  }

  private void printText(List<RunEnding.Complete> complete) {
    if (complete.isEmpty()) {
      return;
    }
    TextTable table = TextTable.of("claim", "verdict", "time", "digest", "scale").numbers(2);
    for (RunEnding.Complete run : complete) {
      table.row(
          run.claim().id(),
          Sentences.word(run.claim().verdict().outcome()),
          Figures.duration(run.provenance().seconds()),
          run.digest().substring(0, 12),
          run.claim().verdict().scale());
    }
    table.print(context.out());
    context.out().println();
    context.out().println("digest: " + JointReport.digest(complete));
  }

  private void printJson(List<RunEnding.Complete> complete) {
    ObjectNode node = JsonOutput.of("verify");
    ArrayNode claims = node.putArray("claims");
    complete.forEach(run -> ClaimOutput.write(claims.addObject(), run));
    node.put("digest", JointReport.digest(complete));
    JsonOutput.print(context.out(), node);
  }
}
