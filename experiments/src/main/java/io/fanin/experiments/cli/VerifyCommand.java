package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.report.MarkedPage;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.run.JointReport;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs all claims and says in one table which hold. */
@Command(
    name = "verify",
    description = "Run all claims, or those named, and show every verdict in one table.",
    footer = {
      "",
      "What was interrupted or killed goes on where it was when the same is asked for again.",
      "Exit codes: 3 if any fails, else 4 if any is undecided, else 0; with --control 3 if any",
      "holds, else 0; 1 on an error."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "0..*", paramLabel = "CLAIM", description = "Claims; all without it.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--claims",
      paramLabel = "CLAIM",
      split = ",",
      description = "The same with commas between.")
  private List<String> listed = new ArrayList<>();

  @Option(names = "--quick", description = "The small settings (default).")
  private boolean quick;

  @Option(names = "--full", description = "The published settings instead of the small ones.")
  private boolean full;

  @Option(
      names = "--control",
      description = "The negative controls: every cause is broken, so no claim must hold.")
  private boolean control;

  @Option(
      names = "--into",
      paramLabel = "PAGE.md",
      description =
          "Also put the table into this page, between <!-- verify quick --> (or full, or control)"
              + " and <!-- end -->.")
  private @Nullable Path into;

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
    List<RunRequest> requests =
        chosen(services.claims()).stream()
            .map(claim -> ManyRuns.request(claim, mode(), control, seed))
            .toList();
    if (into != null) {
      MarkedPage.check(into, mark());
    }
    Place place = work.place(services);
    context.note(
        "verify: %d claims, %s".formatted(requests.size(), ManyRuns.cost(requests).sentence()));
    return Interruption.during(() -> execute(requests, place));
  }

  private List<ClaimProvider> chosen(Registry<ClaimProvider> claims) {
    List<String> named = Stream.concat(ids.stream(), listed.stream()).distinct().toList();
    return named.isEmpty() ? claims.all() : named.stream().map(claims::get).toList();
  }

  private Mode mode() {
    if (quick && full) {
      throw new InvalidInputException("--quick and --full exclude each other; leave one out");
    }
    return full ? Mode.FULL : Mode.QUICK;
  }

  private String mark() {
    return control ? "verify control" : full ? "verify full" : "verify quick";
  }

  private int execute(List<RunRequest> requests, Place place) {
    ManyRuns runs = new ManyRuns(context, place, again(), requests);
    List<RunEnding> endings = runs.execute();
    List<RunEnding.Complete> complete = ManyRuns.complete(endings);
    boolean stopped = complete.size() < endings.size() && interrupted(endings);
    if (!complete.isEmpty() && !stopped) {
      show(runs, complete);
      put(runs, complete, endings.size());
    }
    return code(endings, complete);
  }

  private static boolean interrupted(List<RunEnding> endings) {
    return endings.get(endings.size() - 1) instanceof RunEnding.Stopped;
  }

  private void show(ManyRuns runs, List<RunEnding.Complete> complete) {
    Path page = runs.report("Fanin: compositional sparsity, claim by claim", complete);
    if (output.json()) {
      printJson(complete, page);
    } else {
      new Ledger(complete).print(context.out());
      context.out().println();
      context.out().println("Report: " + page);
      context.out().println("digest: " + JointReport.digest(complete));
    }
  }

  /** A page takes the ledger of all that was asked for, or stays as it is. */
  private void put(ManyRuns runs, List<RunEnding.Complete> complete, int asked) {
    if (into == null) {
      return;
    }
    if (complete.size() < asked) {
      context.note(
          "%s is left as it is: %d of %d claims did not end"
              .formatted(into, asked - complete.size(), asked));
      return;
    }
    MarkedPage.put(into, mark(), new Ledger(complete).markdown(runs.command()));
  }

  private List<String> again() {
    List<String> words = new ArrayList<>(List.of("verify"));
    words.addAll(ids);
    if (!listed.isEmpty()) {
      words.addAll(List.of("--claims", String.join(",", listed)));
    }
    if (full) {
      words.add("--full");
    }
    if (control) {
      words.add("--control");
    }
    words.addAll(List.of("--seed", Long.toString(seed)));
    return words;
  }

  private int code(List<RunEnding> endings, List<RunEnding.Complete> complete) {
    if (complete.size() < endings.size()) {
      return interrupted(endings) ? ExitCode.INTERRUPTED : ExitCode.ERROR;
    }
    List<Outcome> outcomes = complete.stream().map(r -> r.claim().verdict().outcome()).toList();
    if (control) {
      return outcomes.contains(Outcome.HOLDS) ? ExitCode.FAILS : ExitCode.FINE;
    }
    if (outcomes.contains(Outcome.FAILS)) {
      return ExitCode.FAILS;
    }
    return outcomes.contains(Outcome.UNDECIDED) ? ExitCode.UNDECIDED : ExitCode.FINE;
  }

  private void printJson(List<RunEnding.Complete> complete, Path page) {
    ObjectNode node = JsonOutput.of("verify");
    ArrayNode claims = node.putArray("claims");
    complete.forEach(run -> ClaimOutput.write(claims.addObject(), run));
    node.put("report", page.toString()).put("digest", JointReport.digest(complete));
    JsonOutput.print(context.out(), node);
  }
}
