package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.run.ClaimRun;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.experiments.wiring.Services;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one claim. */
@Command(
    name = "run",
    description = "Run a claim: trains, measures, writes the report and gives the verdict.",
    footer = {
      "",
      "A run that was interrupted or killed goes on where it was when the same is asked for again.",
      "Exit codes: 0 holds or measured, 3 fails, 4 undecided, 1 error, 2 bad input, 130"
          + " interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "CLAIM|FILE.yaml",
      description = "A claim (see fanin list claims), or a file with claim, mode, seed, settings.")
  private String claim = "";

  @Option(names = "--dry-run", description = "Say what it would cost, and stop.")
  private boolean dryRun;

  @Mixin private SetupOptions setup = new SetupOptions();
  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private OutputOption output = new OutputOption();

  RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Services services = context.services();
    RunRequest request = setup.request(claim, services.claims());
    ClaimRun run = ClaimRun.plan(request, work.place(services));
    if (dryRun) {
      printPlan(run);
      return ExitCode.FINE;
    }
    return Interruption.during(() -> execute(run));
  }

  private int execute(ClaimRun run) {
    Worker worker = new Worker(context, work.folder());
    RunEnding ending = worker.execute(run);
    if (ending instanceof RunEnding.Complete complete) {
      print(complete);
      return ExitCode.of(complete.claim().verdict().outcome());
    }
    return worker.explain(ending);
  }

  private void print(RunEnding.Complete complete) {
    if (output.json()) {
      ObjectNode node = JsonOutput.of("run");
      ClaimOutput.write(node, complete);
      JsonOutput.print(context.out(), node);
    } else {
      ClaimOutput.print(context, complete);
    }
  }

  private void printPlan(ClaimRun run) {
    if (output.json()) {
      ObjectNode node = JsonOutput.of("run").put("dryRun", true);
      node.put("claim", run.request().claim().id())
          .put("trials", run.trials())
          .put("networks", run.request().cost().networks())
          .put("seconds", run.request().cost().seconds())
          .put("configDigest", run.request().configDigest());
      run.unfinished().ifPresent(found -> node.put("unfinished", found.id()));
      JsonOutput.print(context.out(), node);
      return;
    }
    context.out().println(Worker.announcement(run));
    run.unfinished().ifPresent(found -> context.out().println("would go on with " + found.path()));
  }
}
