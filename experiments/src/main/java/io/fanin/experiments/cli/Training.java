package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.run.CommandText;
import io.fanin.experiments.tabular.TrainingEnding;
import io.fanin.experiments.tabular.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Does planned training with a progress bar, and says how it ended or how to go on. */
final class Training {
  private static final Logger LOG = LogManager.getLogger(Training.class);

  /** Multiply-adds per second on two cores, of small networks and small batches. */
  private static final double REFERENCE_SPEED = 4e8;

  private static final double OTHER_SPEED = 8e9;

  private final Context context;
  private final TrainingRun run;
  private final String name;
  private final boolean json;

  /**
   * Work of one command.
   *
   * @param name of the command
   * @param json whether a program reads the output
   */
  Training(Context context, TrainingRun run, String name, boolean json) {
    this.context = context;
    this.run = run;
    this.name = name;
    this.json = json;
  }

  /** Says what was read and what it will cost. */
  void announce() {
    if (!context.quiet()) {
      TrainingOutput.read(context.err(), run.request().table());
    }
    context.note(sentence());
  }

  /** The plan, as results. */
  void printPlan() {
    if (json) {
      ObjectNode node = JsonOutput.of(name).put("dryRun", true);
      node.put("networks", run.networks()).put("seconds", cost().seconds());
      TrainingOutput.table(node, run.request().table());
      JsonOutput.print(context.out(), node);
    } else {
      context.out().println(sentence());
    }
  }

  private String sentence() {
    String families =
        run.families().entrySet().stream()
            .map(e -> "%s %,d parameters".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return "train: %s, %s (%s)".formatted(cost().sentence(), run.device(), families);
  }

  private Cost cost() {
    double speed = run.device().startsWith("reference") ? REFERENCE_SPEED : OTHER_SPEED;
    return new Cost(run.networks(), run.networks(), run.multiplyAdds() / speed);
  }

  /**
   * Trains, writes the model and prints.
   *
   * @param save where the kept network is also written
   * @param runs the folder of all runs
   * @return the exit code
   */
  int execute(@Nullable Path save, Path runs) {
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
      print(complete, save == null ? complete.model() : save);
      return ExitCode.FINE;
    }
    return explain(ending, runs);
  }

  private void print(TrainingEnding.Complete complete, Path model) {
    if (json) {
      ObjectNode node = JsonOutput.of(name);
      TrainingOutput.write(node, complete, model);
      JsonOutput.print(context.out(), node);
    } else {
      TrainingOutput.print(context.out(), complete, model);
    }
  }

  private int explain(TrainingEnding ending, Path runs) {
    String resume =
        CommandText.goOn(
            Program.name(), List.of("resume", ending.run().id()), runs, RunsOption.USUAL);
    if (ending instanceof TrainingEnding.Broken broken) {
      String cause = broken.cause().getMessage();
      context
          .err()
          .println(
              "fanin: %s failed: %s; %d of %d networks are kept, and this tries the rest: %s"
                  .formatted(
                      broken.trial(),
                      cause == null ? broken.cause().toString() : cause,
                      broken.done(),
                      broken.total(),
                      resume));
      LOG.debug("the training failed here", broken.cause());
      return ExitCode.ERROR;
    }
    if (ending instanceof TrainingEnding.Stopped stopped) {
      context
          .err()
          .println(
              "fanin: interrupted; %d of %d networks are kept. Go on with:%n  %s"
                  .formatted(stopped.done(), stopped.total(), resume));
    }
    return ExitCode.INTERRUPTED;
  }
}
