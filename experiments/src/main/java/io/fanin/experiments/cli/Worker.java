package io.fanin.experiments.cli;

import io.fanin.experiments.run.ClaimRun;
import io.fanin.experiments.run.CommandText;
import io.fanin.experiments.run.RunEnding;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Runs planned work with a progress bar, and says how to go on where it did not end. */
final class Worker {
  private static final Logger LOG = LogManager.getLogger(Worker.class);

  private final Context context;
  private final Path runs;
  private final List<String> again;

  /** Work of one run, which {@code resume} goes on with. */
  Worker(Context context, Path runs) {
    this(context, runs, List.of());
  }

  /**
   * Work of several runs.
   *
   * @param again the command that goes on with all of it, without the program's name
   */
  Worker(Context context, Path runs, List<String> again) {
    this.context = context;
    this.runs = runs;
    this.again = List.copyOf(again);
  }

  /** Announces the cost and does the work. */
  RunEnding execute(ClaimRun run) {
    context.note(announcement(run));
    run.unfinished()
        .ifPresent(found -> context.note("going on with the unfinished run " + found.path()));
    try (Progress progress = new Progress(context, run.request().claim().id())) {
      return run.execute(progress);
    }
  }

  /** Such as {@code "locality (quick): 432 networks, about 20 s"}. */
  static String announcement(ClaimRun run) {
    return "%s (%s%s): %s"
        .formatted(
            run.request().claim().id(),
            run.request().modeWord(),
            run.request().setup().control() ? ", negative control" : "",
            run.request().cost().sentence());
  }

  /**
   * Says why a run did not end and how to go on.
   *
   * @return the exit code
   */
  int explain(RunEnding ending) {
    if (ending instanceof RunEnding.Broken broken) {
      String cause = broken.cause().getMessage();
      context
          .err()
          .println(
              "fanin: trial %s failed: %s; %d of %d trials are kept, and this tries the rest: %s"
                  .formatted(
                      broken.trial(),
                      cause == null ? broken.cause().toString() : cause,
                      broken.done(),
                      broken.total(),
                      resume(ending)));
      LOG.debug("the trial failed here", broken.cause());
      return ExitCode.ERROR;
    }
    if (ending instanceof RunEnding.Stopped stopped) {
      context
          .err()
          .println(
              "fanin: interrupted; %d of %d trials are kept. Go on with:%n  %s"
                  .formatted(stopped.done(), stopped.total(), resume(ending)));
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.FINE;
  }

  private String resume(RunEnding ending) {
    List<String> words = again.isEmpty() ? List.of("resume", ending.run().id()) : again;
    return CommandText.goOn(Program.name(), words, runs, RunsOption.USUAL);
  }
}
