package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.run.JointReport;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.experiments.wiring.Services;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a newcomer runs first. */
@Command(
    name = "demo",
    description = "The two foundation claims in about three minutes, in one report. Start here.")
final class DemoCommand implements Callable<Integer> {
  private static final List<String> CLAIMS = List.of("approximation-rate", "locality");
  private static final long SEED = 1;

  private final Context context;
  private final List<String> claims;

  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private OutputOption output = new OutputOption();

  DemoCommand(Context context) {
    this(context, CLAIMS);
  }

  DemoCommand(Context context, List<String> claims) {
    this.context = context;
    this.claims = claims;
  }

  @Override
  public Integer call() {
    Services services = context.services();
    List<RunRequest> requests = new ArrayList<>();
    for (String id : claims) {
      requests.add(ManyRuns.request(services.claims().get(id), Mode.QUICK, false, SEED));
    }
    Place place = work.place(services);
    context.note("demo: " + ManyRuns.cost(requests).sentence());
    return Interruption.during(() -> execute(requests, place));
  }

  private int execute(List<RunRequest> requests, Place place) {
    List<RunEnding> endings = new ManyRuns(context, place, List.of("demo")).execute(requests);
    List<RunEnding.Complete> complete = ManyRuns.complete(endings);
    if (complete.size() < requests.size()) {
      boolean stopped = endings.get(endings.size() - 1) instanceof RunEnding.Stopped;
      return stopped ? ExitCode.INTERRUPTED : ExitCode.ERROR;
    }
    Path page =
        JointReport.write(
            "demo",
            "Fanin: networks with the right sparse wiring",
            complete,
            place,
            place.program() + " demo");
    if (output.json()) {
      printJson(complete, page);
    } else {
      printText(complete, page);
    }
    return ExitCode.FINE;
  }

  private void printText(List<RunEnding.Complete> complete, Path page) {
    PrintStream out = context.out();
    for (RunEnding.Complete run : complete) {
      out.println(run.claim().title());
      out.println();
      Wrapped.print(out, "Claim", run.claim().sentence());
      ClaimOutput.verdict(context, run.claim());
      out.println();
    }
    for (RunEnding.Complete run : complete) {
      out.println(run.claim().title() + ": " + run.claim().verdict().wording());
    }
    out.println();
    out.println("Report: " + page);
    out.println("digest: " + JointReport.digest(complete));
  }

  private void printJson(List<RunEnding.Complete> complete, Path page) {
    ObjectNode node = JsonOutput.of("demo");
    ArrayNode claims = node.putArray("claims");
    complete.forEach(run -> ClaimOutput.write(claims.addObject(), run));
    node.put("report", page.toString()).put("digest", JointReport.digest(complete));
    JsonOutput.print(context.out(), node);
  }
}
