package io.fanin.experiments.cli;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.SettingsTable;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.result.Verdict;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.random.RandomStream;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A claim for the tests of the command: tosses coins, and comes out as it is told to. */
public class CoinClaim implements ClaimProvider {
  private static final Key<Integer> TOSSES =
      Key.integer("tosses", 4, "Trials.").between(1, 10_000).unit("tosses");
  private static final Key<Integer> SEEDS = Key.integer("seeds", 2, "Repetitions.").between(1, 9);
  private static final Key<Integer> MILLIS =
      Key.integer("millis", 0, "How long a trial takes.").between(0, 10_000).unit("ms");
  private static final Key<List<Integer>> SIDES =
      Key.integers("sides", List.of(2), "Sides of the coins.").between(1, 100);
  private static final Key<Boolean> BROKEN = Key.flag("broken", false, "Whether a trial fails.");
  private static final Key<String> OUTCOME =
      Key.choice("outcome", "holds", "The verdict.", "holds", "fails", "undecided", "measured");

  @Override
  public String id() {
    return "coin";
  }

  @Override
  public String title() {
    return "Coin";
  }

  @Override
  public String sentence() {
    return "Coins fall on both sides.";
  }

  @Override
  public List<Source> sources() {
    return List.of(new Source("A. Gambler: Coins. 1654", "@book{coins}"));
  }

  @Override
  public String prediction() {
    return "mean = 1/2";
  }

  @Override
  public String rule() {
    return "as told";
  }

  @Override
  public String control() {
    return "the coin has one side";
  }

  @Override
  public String deviations() {
    return "";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return List.of(TOSSES, SEEDS, MILLIS, SIDES, BROKEN, OUTCOME);
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    int trials = setup.settings().get(TOSSES);
    return new Cost(trials, 0, trials * setup.settings().get(MILLIS) / 1000.0);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    List<TrialTask> tasks = new ArrayList<>();
    for (int i = 0; i < setup.settings().get(TOSSES); i++) {
      tasks.add(TrialTask.of(trial(setup, i), t -> toss(setup, t)));
    }
    return tasks;
  }

  private Trial trial(ClaimSetup setup, int toss) {
    Settings settings = Settings.of(Map.of("toss", toss, "seeds", setup.settings().get(SEEDS)));
    return Trial.of(id(), "toss", settings, setup.seed(), ClaimEnvironment.exact());
  }

  private TrialResult toss(ClaimSetup setup, Trial trial) throws InterruptedException {
    // The property slows a process down without being part of the work.
    Thread.sleep(Integer.getInteger("coin.millis", setup.settings().get(MILLIS)));
    if (setup.settings().get(BROKEN) || Boolean.getBoolean(id() + ".lost")) {
      throw new IllegalStateException("the coin rolled away");
    }
    double side = RandomStream.of(trial.seed(), trial.digest()).nextDouble();
    return TrialResult.of(trial).number("side", side).series("curve", side, 1 - side).build();
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    double sum = 0;
    DataTable.Builder table = DataTable.builder(id() + "-sides", "Sides").real("side", "", 4);
    for (TrialResult result : results.all()) {
      sum += result.number("side");
      table.row(result.number("side"));
    }
    double mean = sum / results.all().size();
    Outcome outcome = Outcome.valueOf(outcome(setup).toUpperCase(java.util.Locale.ROOT));
    EndpointResult endpoint =
        new EndpointResult(
            "mean", "m", 0.5, rule(), null, mean, new Interval(0, 1), 0.95, true, outcome, "");
    return new ClaimReport(
        id(),
        title(),
        sentence(),
        sources(),
        prediction(),
        rule(),
        new Verdict(outcome, results.all().size() + " tosses", "it was told to", "being told"),
        setup.control(),
        List.of(endpoint),
        List.of(),
        List.of(),
        List.of(table.build()),
        List.of(),
        List.of(),
        SettingsTable.of(keys(setup.mode()), setup.settings()),
        deviations());
  }

  String outcome(ClaimSetup setup) {
    return setup.settings().get(OUTCOME);
  }
}
