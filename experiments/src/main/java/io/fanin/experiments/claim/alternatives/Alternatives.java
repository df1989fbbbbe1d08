package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.PositionPaper;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** Sparse composition, few directions and few dimensions are different: each has its own winner. */
public final class Alternatives implements ClaimProvider {
  static final String INPUTS = "n";
  static final String DIRECTIONS = "directions";
  static final String DIMENSION = "dimension";
  static final String FREQUENCY = "frequency";
  static final String SAMPLES = "samples";
  static final String VALIDATION = "validation-rows";
  static final String TEST = "test-rows";
  static final String SEEDS = "seeds";
  static final String VALIDATION_SEEDS = "validation-seeds";
  static final String WIDTH = "width";
  static final String DEPTH = "depth";
  static final String RATES = "rates";
  static final String STEPS = "steps";
  static final String BATCH = "batch";
  static final String KERNELS = "kernel-widths";
  static final String RIDGES = "ridges";
  static final String ITERATIONS = "iterations";
  static final String NEIGHBOURS = "neighbours";
  static final String MINIMUM = "minimum-ratio";

  private static final double FLOPS_PER_SECOND = 2.7e10;
  private static final double PAIR_SECONDS = 0.9e-9; // of a pair of rows, for inputs^2, measured

  @Override
  public String id() {
    return "alternatives";
  }

  @Override
  public String title() {
    return "Alternatives";
  }

  @Override
  public String sentence() {
    return "Compositional sparsity is neither few directions nor few dimensions: networks with the"
        + " graph's wiring win on sparse compositions of all inputs, and lose to recursive feature"
        + " machines on functions of a few directions and to dense networks, kernels and neighbours"
        + " on manifolds.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        PositionPaper.at("section 5"),
        new Source(
            "A. Radhakrishnan, D. Beaglehole, P. Pandit, M. Belkin: Mechanism for feature learning"
                + " in neural networks and backpropagation-free machine learning models. Science"
                + " 383 (2024)",
            """
            @article{radhakrishnan2024mechanism,
              author = {Radhakrishnan, Adityanarayanan and Beaglehole, Daniel and Pandit, Parthe and Belkin, Mikhail},
              title = {Mechanism for feature learning in neural networks and backpropagation-free machine learning models},
              journal = {Science},
              volume = {383}, number = {6690}, pages = {1461--1467}, year = {2024}
            }
            """));
  }

  @Override
  public String prediction() {
    List<String> parts = new ArrayList<>();
    for (View view : View.values()) {
      List<String> orderings = new ArrayList<>();
      for (View.Prediction p : view.predictions()) {
        orderings.add("error(" + p.better().label() + ") < error(" + p.worse().label() + ")");
      }
      parts.add(view.label() + ": " + String.join(", ", orderings));
    }
    return String.join("; ", parts);
  }

  @Override
  public String rule() {
    return "Each ordering is tested one-sided at .05 on the logarithms of the ratio of test errors,"
        + " one pair for each seed, by Student's t, corrected by Holm over all orderings,"
        + " and must reach the minimum ratio. All must hold; one whose whole 95% interval"
        + " lies below the minimum fails. The setting of each method is chosen for each seed"
        + " by validation rows of further seeds, which are not tested.";
  }

  @Override
  public String control() {
    return "labels are shuffled, so that no view is right";
  }

  @Override
  public String deviations() {
    return "No source states this experiment. All targets are smooth and without noise. Every"
        + " method has four settings to choose from: rates of Adam for networks, widths and"
        + " ridges for the two kernel methods, numbers of neighbours. Kernel ridge"
        + " regression is the feature machine before its first step. Matched networks have"
        + " the balanced tree's wiring in every family; dense ones have as many parameters,"
        + " which without shared weights are as many multiply-adds up to biases, so one"
        + " table shows both.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integer(INPUTS, full ? 16 : 8, "Inputs.").between(2, 256),
        Key.integer(DIRECTIONS, 2, "Directions that a multi-index target depends on.")
            .between(1, 256),
        Key.integer(DIMENSION, 2, "Dimension of the manifold.").between(1, 256),
        Key.real(FREQUENCY, 3, "Size of the gradients inside the waves of the last two families.")
            .above(0)
            .atMost(100),
        Key.integer(SAMPLES, full ? 1024 : 256, "Samples to learn from.").between(10, 20_000),
        Key.integer(VALIDATION, 500, "Rows to choose by.").between(10, 1_000_000),
        Key.integer(TEST, 1000, "Rows to test on.").between(10, 1_000_000),
        Key.integer(SEEDS, full ? 20 : 10, "Targets of each family, each with its own samples.")
            .between(2, 1000),
        Key.integer(
                VALIDATION_SEEDS, 4, "Further targets, with samples of their own, to choose by.")
            .between(1, 1000),
        Key.integer(WIDTH, full ? 16 : 10, "Units of a matched constituent.").between(1, 10_000),
        Key.integer(DEPTH, 3, "Hidden layers of dense networks.").between(1, 100),
        Key.reals(RATES, List.of(0.001, 0.003, 0.01, 0.03), "Adam's first rates to choose from.")
            .above(0)
            .atMost(1),
        Key.integer(STEPS, full ? 20_000 : 4000, "Steps of Adam.").between(1, 100_000_000),
        Key.integer(BATCH, 32, "Samples in a step.").between(1, 100_000),
        Key.reals(KERNELS, List.of(2.0, 8.0), "Widths of the kernel exp(-distance / width).")
            .above(0)
            .atMost(1e6),
        Key.reals(RIDGES, List.of(1e-6, 1e-3), "Ridges.").above(0).atMost(1e6),
        Key.integer(ITERATIONS, 5, "Regressions of the feature machine.").between(1, 100),
        Key.integers(NEIGHBOURS, List.of(1, 2, 4, 8), "Neighbours whose labels are averaged.")
            .between(1, 20_000),
        Key.real(MINIMUM, 1.1, "Least ratio of errors that counts.").atLeast(1).atMost(100));
  }

  /** Seeds that are tested, and then those that choose. */
  static int allSeeds(SettingValues values) {
    return values.integer(SEEDS) + values.integer(VALIDATION_SEEDS);
  }

  /**
   * Refuses settings that do not go together.
   *
   * @throws InvalidInputException with what to change
   */
  static void check(SettingValues values) {
    atMost(values, DIRECTIONS, values.integer(DIRECTIONS), INPUTS);
    atMost(values, DIMENSION, values.integer(DIMENSION), INPUTS);
    for (int count : values.integers(NEIGHBOURS)) {
      atMost(values, NEIGHBOURS, count, SAMPLES);
    }
  }

  private static void atMost(SettingValues values, String key, int value, String limit) {
    if (value > values.integer(limit)) {
      throw new InvalidInputException(
          "%s=%d must be at most %s=%d; lower it or raise %s"
              .formatted(key, value, limit, values.integer(limit), limit));
    }
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    check(values);
    int seeds = allSeeds(values);
    int networks = 0;
    int trials = 0;
    double flops = 0;
    for (Method method : Method.values()) {
      int own = View.values().length * seeds * Runs.settings(method, values).size();
      trials += own;
      if (method.isNetwork()) {
        networks += own;
        double rows = (double) values.integer(STEPS) * values.integer(BATCH);
        flops += 6.0 * own * rows * Networks.of(method, values).multiplyAdds();
      }
    }
    double n = values.integer(SAMPLES);
    double rest = (double) values.integer(VALIDATION) + values.integer(TEST);
    double pairs = values.integer(ITERATIONS) * 2.5 * n * n + 2 * n * rest;
    double squares = values.integer(INPUTS) * (double) values.integer(INPUTS) + 60;
    double fits =
        (double) View.values().length * seeds * Runs.settings(Method.FEATURES, values).size();
    double kernel = fits * pairs * squares * PAIR_SECONDS / 2;
    return new Cost(trials, networks, 4 + flops / FLOPS_PER_SECOND + kernel);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    check(values);
    List<TrialTask> tasks = new ArrayList<>();
    for (View view : View.values()) {
      FamilySamples samples = new FamilySamples(view, values);
      for (Method method : Method.values()) {
        if (method.isNetwork()) {
          tasks.add(new NetworkTask(method, samples, values, environment));
        } else {
          for (int seed = 0; seed < allSeeds(values); seed++) {
            tasks.add(new PlainTask(method, seed, samples, values));
          }
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
