package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Splines on the edges of a target's graph err as a power of the grid that knows no dimension. */
public final class SplineRate implements ClaimProvider {
  static final String TARGETS = "targets";
  static final String GRIDS = "grids";
  static final String DEGREE = "degree";
  static final String WIRING = "wiring";
  static final String SAMPLES = "samples";
  static final String TEST = "test-rows";
  static final String SEEDS = "seeds";
  static final String STARTS = "starts";
  static final String START_SAMPLES = "start-samples";
  static final String ROUNDS = "rounds";
  static final String ROUND = "round-steps";
  static final String STEPS = "steps";

  private static final int LEAST_GRIDS = 3;

  /** Seconds of a row's evaluation for each multiply-add, and for each block, measured. */
  private static final double SECONDS = 0.7e-9;

  private static final double SECONDS_A_BLOCK = 2.5e-8;

  @Override
  public String id() {
    return "spline-rate";
  }

  @Override
  public String title() {
    return "Spline rate";
  }

  @Override
  public String sentence() {
    return "Networks with splines of degree k on the edges of the target's graph err as"
        + " intervals^-(k+1), -4 for cubic ones, however many inputs the target has.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "Z. Liu, Y. Wang, S. Vaidya, F. Ruehle, J. Halverson, M. Soljačić, T. Hou, M. Tegmark:"
                + " KAN: Kolmogorov-Arnold Networks (2024), theorem 2.1 and figure 3.1",
            """
            @misc{liu2024kan,
              author = {Liu, Ziming and Wang, Yixuan and Vaidya, Sachin and Ruehle, Fabian and Halverson, James and Solja{\\v{c}}i{\\'c}, Marin and Hou, Thomas Y. and Tegmark, Max},
              title = {{KAN}: {Kolmogorov-Arnold} Networks},
              year = {2024}, note = {arXiv:2404.19756}
            }
            """));
  }

  @Override
  public String prediction() {
    return "d log rmse / d log intervals = -(degree + 1)";
  }

  @Override
  public String rule() {
    return "For each target the slope of log test error on log intervals, one line for each seed;"
        + " the 95% t-interval of their mean, drawn out by what the slope moves without the"
        + " smallest grid. Inside -(degree + 1) ± 0.4 holds, disjoint from it fails. All"
        + " targets must hold; any that fails makes the claim fail. Slopes on parameters,"
        + " also of dense networks of the same sizes, are printed, not judged.";
  }

  @Override
  public String control() {
    return "the targets see their inputs turned by 45 degrees in pairs across the graph, so that"
        + " they are no sums of functions of one variable along it";
  }

  @Override
  public String deviations() {
    return "The wiring is the target's own graph: [2,1,1] as published, and [4,2,1,1] with four"
        + " edges left out where the source has [4,4,2,1]; --set wiring=dense takes the"
        + " published layers. More points than the source's 1000, and L-BFGS until it stops"
        + " or the steps are done. The source moves grids to the samples; here the hidden"
        + " sums are moved to the grid, which comes to the same. On the first grid the best"
        + " of several starts, by other rows, goes on: many end in bad minima. Dense"
        + " networks get as many starts and steps and are chosen the same way; L-BFGS has no"
        + " learning rate to choose.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<String> targets = full ? List.of("two", "four", "hundred") : List.of("two", "four");
    List<Integer> grids = full ? List.of(3, 5, 10, 20, 50) : List.of(3, 5, 10, 20);
    return List.of(
        Key.texts(TARGETS, targets, "Targets: of two, four and a hundred inputs.")
            .among("two", "four", "hundred"),
        Key.integers(GRIDS, grids, "Intervals of the splines' grids, rising.").between(1, 10_000),
        Key.integer(DEGREE, 3, "Degree of the splines.").between(1, 5),
        Key.choice(
            WIRING,
            "matched",
            "Whether edges are the target's or all between the published layers.",
            "matched",
            "dense"),
        Key.integer(SAMPLES, full ? 10_000 : 4000, "Points to learn from.").between(10, 1_000_000),
        Key.integer(TEST, 2000, "Points to choose a start by, and as many to test on.")
            .between(10, 1_000_000),
        Key.integer(SEEDS, full ? 5 : 3, "Samples, each with starts of its own.").between(2, 1000),
        Key.integer(STARTS, 24, "Starts on the first grid; the best goes on.").between(1, 1000),
        Key.integer(START_SAMPLES, 500, "Points that starts are fitted to before one is chosen.")
            .between(10, 1_000_000),
        Key.integer(ROUNDS, 8, "Times that hidden sums are moved onto the grid, for each grid.")
            .between(0, 1000),
        Key.integer(ROUND, 25, "Steps of L-BFGS between.").between(1, 100_000),
        Key.integer(STEPS, full ? 2000 : 1000, "Steps of L-BFGS after that, for each grid.")
            .between(1, 1_000_000));
  }

  /**
   * The grids of a run.
   *
   * @throws InvalidInputException if they do not rise or are too few for a slope
   */
  static List<Integer> grids(SettingValues values) {
    List<Integer> grids = values.integers(GRIDS);
    if (grids.size() < LEAST_GRIDS) {
      throw new InvalidInputException(
          "grids=%s are %d sizes, but a slope with a check needs %d; add some"
              .formatted(grids, grids.size(), LEAST_GRIDS));
    }
    for (int i = 1; i < grids.size(); i++) {
      if (grids.get(i) <= grids.get(i - 1)) {
        throw new InvalidInputException(
            "grids=%s must rise; put them in order, each once".formatted(grids));
      }
    }
    return grids;
  }

  /**
   * The targets of a run.
   *
   * @throws InvalidInputException if one is there twice, or none
   */
  static List<SplineTarget> targets(SettingValues values) {
    List<String> names = values.texts(TARGETS);
    if (names.isEmpty() || new LinkedHashSet<>(names).size() < names.size()) {
      throw new InvalidInputException(
          "targets=%s must name each target once, and at least one".formatted(names));
    }
    return names.stream().map(SplineTarget::of).toList();
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int seeds = values.integer(SEEDS);
    double seconds = 2;
    int networks = 0;
    for (SplineTarget target : targets(values)) {
      networks += seeds * (grids(values).size() + values.integer(STARTS) - 1) * 2;
      seconds += seeds * seconds(new SplineNetworks(target, values), values);
    }
    return new Cost(2 * seeds * targets(values).size(), networks, seconds);
  }

  /** Of one seed, splines and dense networks, halved for two threads. */
  private static double seconds(SplineNetworks networks, SettingValues values) {
    List<Integer> grids = grids(values);
    double warm = (double) values.integer(ROUNDS) * values.integer(ROUND);
    double steps = values.integer(STEPS);
    double rows = values.integer(SAMPLES);
    double startRows = Math.min(rows, values.integer(START_SAMPLES));
    double seconds = 0;
    for (int g = 0; g < grids.size(); g++) {
      Network splines = networks.splines(grids.get(g));
      Network dense = networks.dense(splines);
      if (g == 0) {
        double starts = startRows * warm * values.integer(STARTS);
        seconds += starts * (perRow(splines) + perRow(dense));
      } else {
        seconds += warm * (rows * perRow(splines) + startRows * perRow(dense));
      }
      seconds += rows * (steps * perRow(splines) + (steps * (g + 1) + warm * g) * perRow(dense));
    }
    return seconds / 2;
  }

  private static double perRow(Network network) {
    return 3 * network.multiplyAdds() * SECONDS + network.plan().blocks() * SECONDS_A_BLOCK;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (SplineTarget target : targets(values)) {
      for (boolean splines : new boolean[] {true, false}) {
        for (int seed = 0; seed < values.integer(SEEDS); seed++) {
          tasks.add(new SplineTask(target, splines, seed, values, environment));
        }
      }
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
