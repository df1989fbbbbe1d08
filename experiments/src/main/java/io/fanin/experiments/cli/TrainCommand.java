package io.fanin.experiments.cli;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.store.Asked;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.tabular.TrainingRequest;
import io.fanin.experiments.tabular.TrainingRun;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains on a person's own table. */
@Command(
    name = "train",
    description = "Train on your own table: networks beside a baseline, a report, and a model.",
    footer = {
      "",
      "Without --arch or --graph a linear and a dense network are trained beside the baseline.",
      "With --graph a matched network joins them; the dense one then has as many parameters.",
      "A run that was interrupted or killed goes on where it was when the same is asked for again.",
      "docs/data.md has the rules by which a table is read."
    })
final class TrainCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = "A table: CSV or CSV.gz.")
  private Path data = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "",
      description = {
        "The only device to use, without falling back (default: the best).",
        "Several GPUs: cuda:1 is the second, cuda:0,1 trains on both."
      })
  private String device = "";

  @Option(
      names = "--save",
      paramLabel = "MODEL",
      description = "Also write the kept network here: a .zip file, or a folder.")
  private @Nullable Path save;

  @Option(names = "--dry-run", description = "Say what was read and what it would cost, and stop.")
  private boolean dryRun;

  @Mixin private TrainOptions training = new TrainOptions();
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private OutputOption output = new OutputOption();

  TrainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requirePlace();
    Services services = context.services();
    TrainingRun run =
        TrainingRun.plan(request(), services.architectures(), place(services, work), asked());
    Training planned = new Training(context, run, "train", output.json());
    planned.announce();
    if (dryRun) {
      planned.printPlan();
      return ExitCode.FINE;
    }
    return Interruption.during(() -> planned.execute(save, work.folder()));
  }

  /**
   * Goes on with a run that a command with these options began.
   *
   * @param again where and how, of the command that goes on
   */
  int resume(RunDirectory begun, Asked asked, WorkOptions again, OutputOption format) {
    training.resolve(asked.folder());
    requirePlace();
    Services services = context.services();
    TrainingRun run =
        TrainingRun.resume(
            begun, request(), services.architectures(), place(services, again), asked);
    Training planned = new Training(context, run, "resume", format.json());
    planned.announce();
    return Interruption.during(() -> planned.execute(save, again.folder()));
  }

  private TrainingRequest request() {
    LearningTable table = options.table(data, training.seed());
    return training.request(table);
  }

  private Place place(Services services, WorkOptions how) {
    Place all = how.place(services);
    return device.isEmpty()
        ? all
        : new Place(all.runs(), all.kernels().only(device), all.backend(), all.program());
  }

  /** Before hours of work, not after. */
  private void requirePlace() {
    if (save != null) {
      Path parent = save.toAbsolutePath().getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw new InvalidInputException(
            "--save " + save + ": its folder does not exist; make it first");
      }
    }
  }

  private Asked asked() {
    if (spec == null || spec.commandLine().getParent() == null) {
      throw new IllegalStateException("the command line was not read by the command");
    }
    List<String> line = new ArrayList<>(List.of(Program.name()));
    line.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
    return SavedWords.of(spec.commandLine().getParseResult(), line);
  }
}
