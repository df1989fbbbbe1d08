package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.run.ClaimRun;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.experiments.run.SavedRun;
import io.fanin.experiments.store.Asked;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.tabular.TrainingRun;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@Command(
    name = "resume",
    description =
        "Go on with a run that was interrupted, killed or failed; the result is the same.")
final class ResumeCommand implements Callable<Integer> {
  private static final Set<String> JOINT = Set.of("demo", "verify");

  private final Context context;

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id or its beginning, its folder, or last; see fanin runs.")
  private String id = "";

  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private OutputOption output = new OutputOption();

  ResumeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RunDirectory run = work.runs().find(id);
    requireUnfinished(run);
    if (run.metadata().claim().equals(TrainingRun.NAME)) {
      return train(run);
    }
    Services services = context.services();
    RunRequest request = SavedRun.request(run, services.claims().get(run.metadata().claim()));
    ClaimRun claim = ClaimRun.resume(run, request, work.place(services));
    return Interruption.during(() -> execute(claim));
  }

  private int train(RunDirectory run) {
    Asked asked = Asked.read(run);
    TrainCommand command = new TrainCommand(context);
    CommandLine line = new CommandLine(command);
    if (!asked.folder().equals(Path.of("").toAbsolutePath())) {
      line.registerConverter(Path.class, text -> asked.folder().resolve(text));
    }
    try {
      line.parseArgs(asked.words().toArray(String[]::new));
    } catch (ParameterException e) {
      throw new InvalidInputException(
          run.id() + ": another version of this command began it: " + e.getMessage(), e);
    }
    return command.resume(run, asked, work, output);
  }

  private static void requireUnfinished(RunDirectory run) {
    RunStatus status = run.summary().status();
    if (status == RunStatus.COMPLETE) {
      throw new InvalidInputException(
          run.id() + " is complete; fanin report " + run.id() + " renders its report again");
    }
    if (status == RunStatus.RUNNING) {
      throw new InvalidInputException(run.id() + " is running in another process; wait for it");
    }
    String claim = run.metadata().claim();
    if (JOINT.contains(claim)) {
      throw new InvalidInputException(
          run.id() + " is a joint report; fanin " + claim + " goes on where it was");
    }
  }

  private int execute(ClaimRun run) {
    Worker worker = new Worker(context, work.folder());
    RunEnding ending = worker.execute(run);
    if (ending instanceof RunEnding.Complete complete) {
      if (output.json()) {
        ObjectNode node = JsonOutput.of("resume");
        ClaimOutput.write(node, complete);
        JsonOutput.print(context.out(), node);
      } else {
        ClaimOutput.print(context, complete);
      }
      return ExitCode.of(complete.claim().verdict().outcome());
    }
    return worker.explain(ending);
  }
}
