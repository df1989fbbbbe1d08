package io.fanin.experiments.cli;

import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.run.ClaimRun;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.RunEnding;
import io.fanin.experiments.run.RunRequest;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Claims one after another, with their usual settings. */
final class ManyRuns {
  private final Context context;
  private final Place place;
  private final List<String> again;

  /**
   * Work at a place.
   *
   * @param again the command that goes on with all of it, without the program's name
   */
  ManyRuns(Context context, Place place, List<String> again) {
    this.context = context;
    this.place = place;
    this.again = List.copyOf(again);
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
  List<RunEnding> execute(List<RunRequest> requests) {
    Worker worker = new Worker(context, place.runs(), again);
    List<RunEnding> endings = new ArrayList<>();
    for (RunRequest request : requests) {
      RunEnding ending = worker.execute(ClaimRun.plan(request, place));
      endings.add(ending);
      worker.explain(ending);
      if (ending instanceof RunEnding.Stopped) {
        break;
      }
    }
    return endings;
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
