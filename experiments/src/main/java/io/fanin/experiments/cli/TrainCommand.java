package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.tabular.TrainingEnding;
import io.fanin.experiments.tabular.TrainingRun;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Kernels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
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
  private static final Logger LOG = LogManager.getLogger(TrainCommand.class);
  private static final double REFERENCE_SPEED = 2e8;
  private static final double OTHER_SPEED = 4e9;

  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = "A table: CSV or CSV.gz.")
  private Path data = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "",
      description = "The only device to use, without falling back (default: the best).")
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
    Place all = work.place(services);
    Kernels kernels = device.isEmpty() ? all.kernels() : all.kernels().only(device);
    Place place = new Place(all.runs(), kernels, all.backend(), all.program());
    LearningTable table = options.table(data, training.seed());
    TrainingRun run =
        TrainingRun.plan(training.request(table), services.architectures(), place, commandLine());
    if (!context.quiet()) {
      TrainingOutput.read(context.err(), table);
    }
    context.note(announcement(run));
    if (dryRun) {
      printPlan(run);
      return ExitCode.FINE;
    }
    return Interruption.during(() -> execute(run));
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

  private String commandLine() {
    List<String> words = new ArrayList<>(List.of(Program.name()));
    if (spec != null && spec.commandLine().getParent() != null) {
      words.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
    }
    return words.stream()
        .map(w -> w.matches("[\\w./:=,@%+-]+") ? w : "'" + w.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static String announcement(TrainingRun run) {
    String families =
        run.families().entrySet().stream()
            .map(e -> "%s %,d parameters".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return "train: %s on %s (%s)".formatted(cost(run).sentence(), run.device(), families);
  }

  private static Cost cost(TrainingRun run) {
    double speed = run.device().startsWith("reference") ? REFERENCE_SPEED : OTHER_SPEED;
    int cores = Runtime.getRuntime().availableProcessors();
    return new Cost(run.networks(), run.networks(), run.multiplyAdds() / speed / cores);
  }

  private void printPlan(TrainingRun run) {
    if (output.json()) {
      ObjectNode node = JsonOutput.of("train").put("dryRun", true);
      node.put("networks", run.networks()).put("seconds", cost(run).seconds());
      TrainingOutput.table(node, run.request().table());
      JsonOutput.print(context.out(), node);
    } else {
      context.out().println(announcement(run));
    }
  }

  private int execute(TrainingRun run) {
    run.unfinished()
        .ifPresent(found -> context.note("going on with the unfinished run " + found.path()));
    TrainingEnding ending;
    try (Progress progress = new Progress(context, TrainingRun.NAME)) {
      ending = run.execute(progress);
    }
    if (ending instanceof TrainingEnding.Complete complete) {
      if (save != null) {
        complete.outcome().model().save(save);
      }
      print(complete);
      return ExitCode.FINE;
    }
    return explain(ending);
  }

  private void print(TrainingEnding.Complete complete) {
    Path model = save == null ? complete.model() : save;
    if (output.json()) {
      ObjectNode node = JsonOutput.of("train");
      TrainingOutput.write(node, complete, model);
      JsonOutput.print(context.out(), node);
    } else {
      TrainingOutput.print(context.out(), complete, model);
    }
  }

  private int explain(TrainingEnding ending) {
    if (ending instanceof TrainingEnding.Broken broken) {
      String cause = broken.cause().getMessage();
      context
          .err()
          .println(
              "fanin: %s failed: %s; %d of %d networks are kept, and the same command goes on"
                  .formatted(
                      broken.trial(),
                      cause == null ? broken.cause().toString() : cause,
                      broken.done(),
                      broken.total()));
      LOG.debug("the training failed here", broken.cause());
      return ExitCode.ERROR;
    }
    if (ending instanceof TrainingEnding.Stopped stopped) {
      context
          .err()
          .println(
              "fanin: interrupted; %d of %d networks are kept. Go on with:%n  %s"
                  .formatted(stopped.done(), stopped.total(), commandLine()));
    }
    return ExitCode.INTERRUPTED;
  }
}
