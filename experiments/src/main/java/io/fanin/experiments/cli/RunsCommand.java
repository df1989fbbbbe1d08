package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.store.Runs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs. */
@Command(name = "runs", description = "The runs so far, newest first.")
final class RunsCommand implements Callable<Integer> {
  private static final int SHORT = 12;

  private final Context context;

  @Mixin private RunsOption runs = new RunsOption();
  @Mixin private OutputOption output = new OutputOption();

  RunsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<RunDirectory> found = Runs.in(runs.folder()).list();
    if (output.json()) {
      printJson(found);
    } else if (found.isEmpty()) {
      context.out().println("no runs in " + runs.folder() + " yet; fanin demo makes the first");
    } else {
      printText(found);
    }
    return ExitCode.FINE;
  }

  private void printText(List<RunDirectory> found) {
    TextTable table =
        TextTable.of("run", "status", "verdict", "mode", "seed", "time", "digest").numbers(4, 5);
    for (RunDirectory run : found) {
      RunSummary summary = run.summary();
      String digest = summary.digest();
      table.row(
          run.id(),
          summary.status().word(),
          note(summary, "verdict"),
          note(summary, "mode") + (note(summary, "control").equals("true") ? ", control" : ""),
          Long.toString(run.metadata().seed()),
          time(summary),
          digest.substring(0, Math.min(SHORT, digest.length())));
    }
    table.print(context.out());
  }

  private static String note(RunSummary summary, String name) {
    return summary.notes().getOrDefault(name, "");
  }

  private static String time(RunSummary summary) {
    String seconds = note(summary, "seconds");
    return seconds.matches("[0-9]+[.][0-9E-]+")
        ? Figures.duration(Double.parseDouble(seconds))
        : "";
  }

  private void printJson(List<RunDirectory> found) {
    ObjectNode node = JsonOutput.of("runs");
    ArrayNode list = node.putArray("runs");
    for (RunDirectory run : found) {
      RunSummary summary = run.summary();
      ObjectNode one =
          list.addObject()
              .put("id", run.id())
              .put("folder", run.path().toString())
              .put("claim", run.metadata().claim())
              .put("settings", run.metadata().settings())
              .put("seed", run.metadata().seed())
              .put("status", summary.status().word())
              .put("digest", summary.digest())
              .put("created", run.metadata().created().toString())
              .put("device", run.metadata().device())
              .put("machine", run.metadata().machine())
              .put("git", run.metadata().gitCommit());
      ObjectNode notes = one.putObject("notes");
      summary.notes().forEach(notes::put);
    }
    JsonOutput.print(context.out(), node);
  }
}
