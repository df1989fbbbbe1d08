package io.fanin.experiments.cli;

import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.run.ClaimRun;
import io.fanin.experiments.run.JointRun;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Claims one after another, with their usual settings, and what they found in one report. */
final class ManyRuns {
  private final Context context;
  private final Place place;
  private final List<String> again;
  private final List<RunRequest> requests;
  private final JointRun joint;

  /**
   * Work at a place; goes on with what an equal request left.
   *
   * @param again the command that goes on with all of it, without the program's name; the first
   *     word names the kind of the folder
   */
  ManyRuns(Context context, Place place, List<String> again, List<RunRequest> requests) {
    this.context = context;
    this.place = place;
    this.again = List.copyOf(again);
    this.requests = List.copyOf(requests);
    joint = JointRun.begin(again.get(0), requests, place, command());
  }

  /** The line that asks for all of it. */
  String command() {
    return place.program() + " " + String.join(" ", again);
  }

  /** Writes the report of those that are complete. */
  Path report(String title, List<RunEnding.Complete> complete) {
    return joint.report(title, complete);
  }

  static RunRequest request(ClaimProvider claim, Mode mode, boolean control, long seed) {
    Settings settings = Settings.of(claim.keys(mode));
    return new RunRequest(claim, new ClaimSetup(mode, settings, control, seed), "");
  }

  /** What all of them will cost together. */
  static Cost cost(List<RunRequest> requests) {
    int trials = 0;
    int networks = 0;
    double seconds = 0;
    for (RunRequest request : requests) {
      Cost cost = request.cost();
      trials += cost.trials();
      networks += cost.networks();
      seconds += cost.seconds();
    }
    return new Cost(trials, networks, seconds);
  }

  /** Runs all, but stops after one that was interrupted; says of each that did not end why. */
  List<RunEnding> execute() {
    Worker worker = new Worker(context, place.runs(), again);
    List<RunEnding> endings = new ArrayList<>();
    for (RunRequest request : requests) {
      RunEnding ending = joint.kept(request).map(this::again).orElse(null);
      if (ending == null) {
        ending = worker.execute(ClaimRun.plan(request, place));
        worker.explain(ending);
      }
      endings.add(ending);
      if (ending instanceof RunEnding.Complete complete) {
        joint.keep(request, complete);
      }
      if (ending instanceof RunEnding.Stopped) {
        break;
      }
    }
    return endings;
  }

  private RunEnding again(RunEnding.Complete kept) {
    context.note(kept.claim().anchor() + ": done before, in " + kept.run().path());
    return kept;
  }

  static List<RunEnding.Complete> complete(List<RunEnding> endings) {
    List<RunEnding.Complete> complete = new ArrayList<>();
    for (RunEnding ending : endings) {
      if (ending instanceof RunEnding.Complete done) {
        complete.add(done);
      }
    }
    return complete;
  }
}
