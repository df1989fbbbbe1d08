package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.run.SavedReport;
import io.fanin.experiments.store.RunDirectory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Renders a report again. */
@Command(
    name = "report",
    description = "Render the report of a run again, from its folder alone, and say where it is.")
final class ReportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id or its beginning, its folder, or last; see fanin runs.")
  private String id = "";

  @Mixin private RunsOption runs = new RunsOption();
  @Mixin private OutputOption output = new OutputOption();

  ReportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RunDirectory run = runs.find(id);
    Path page = SavedReport.render(run);
    String digest = run.summary().digest();
    if (output.json()) {
      ObjectNode node = JsonOutput.of("report");
      node.put("run", run.id()).put("report", page.toString()).put("digest", digest);
      JsonOutput.print(context.out(), node);
    } else {
      context.out().println("Report: " + page);
      context.out().println("digest: " + digest);
    }
    return ExitCode.FINE;
  }
}
