package io.fanin.experiments.claim.lowrank;

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
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** Stochastic gradient descent with weight decay makes weight matrices of low rank. */
public final class LowRank implements ClaimProvider {
  static final String RATES = "rates";
  static final String DECAYS = "decays";
  static final String SEEDS = "seeds";
  static final String BATCH = "batch";
  static final String BATCHES = "other-batches";
  static final String DEPTH = "depth";
  static final String WIDTH = "width";
  static final String STEPS = "steps";
  static final String INPUTS = "inputs";
  static final String SAMPLES = "samples";
  static final String CLASSES = "classes";
  static final String SPREAD = "spread";
  static final String NOISE = "label-noise";
  static final String THRESHOLD = "threshold";

  private static final double FLOPS_PER_SECOND = 8e10;

  @Override
  public String id() {
    return "low-rank";
  }

  @Override
  public String title() {
    return "Low rank";
  }

  @Override
  public String sentence() {
    return "Stochastic gradient descent with weight decay lambda at learning rate mu and batches of B drives"
        + " weight matrices to numerical rank B log(1/eps) / (mu lambda) up to constants: the larger mu"
        + " lambda, the lower the rank.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "T. Galanti, Z. Siegel, A. Gupte, T. Poggio: SGD and Weight Decay Secretly Minimize the Rank"
                + " of Your Neural Network. CPAL 2025, figure 1",
            """
            @inproceedings{galanti2025sgd,
              author = {Galanti, Tomer and Siegel, Zachary S. and Gupte, Aparna and Poggio, Tomaso},
              title = {{SGD} and Weight Decay Secretly Minimize the Rank of Your Neural Network},
              booktitle = {Conference on Parsimony and Learning},
              year = {2025}
            }
            """));
  }

  @Override
  public String prediction() {
    return "rank(eps) <~ B log(1/eps) / (mu lambda), so rank falls with mu lambda; lambda as in loss +"
        + " lambda |W|^2, w = (1 - 2 mu lambda) w - mu g";
  }

  @Override
  public String rule() {
    return "The mean numerical rank of the square weight matrices, one value for each network; cells are"
        + " ordered by mu lambda. Jonckheere's test for a fall: p < .01 holds; p > .5, no fall at all,"
        + " fails; otherwise undecided. The effect of the batch size is printed, not judged.";
  }

  @Override
  public String control() {
    return "no weight decay: lambda is 0 in every cell, while cells keep the order of what was asked for";
  }

  @Override
  public String deviations() {
    return "A dense network on a mixture of ten normal laws in place of ResNet-18 on CIFAR-10. The bound"
        + " itself is vacuous at this size (the table prints it beside the width), so only the trend"
        + " is tested. Where the training set is interpolated no gradient noise is left, and the batch"
        + " size has no effect to show; the full setting adds label noise.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.reals(RATES, List.of(0.02, 0.05, 0.1), "Learning rates mu.").above(0).atMost(10),
        Key.reals(DECAYS, List.of(3e-4, 1e-3, 3e-3), "Weight decays lambda of lambda |W|^2.")
            .above(0)
            .atMost(1),
        Key.integer(SEEDS, full ? 5 : 3, "Networks of each cell.").between(2, 1000),
        Key.integer(BATCH, 16, "Samples in a step.").between(1, 10_000),
        Key.integers(
                BATCHES,
                full ? List.of(4, 64) : List.of(4),
                "Other batch sizes, at the middle rate and decay alone.")
            .between(1, 10_000),
        Key.integer(DEPTH, 4, "Hidden layers.").between(2, 20),
        Key.integer(WIDTH, 128, "Units of each.").between(2, 2000),
        Key.integer(STEPS, full ? 40_000 : 20_000, "Steps.").between(1, 100_000_000),
        Key.integer(INPUTS, 64, "Dimension of the data.").between(1, 10_000),
        Key.integer(SAMPLES, 1000, "Samples to learn from.").between(10, 1_000_000),
        Key.integer(CLASSES, 10, "Normal laws in the mixture.").between(2, 1000),
        Key.real(
                SPREAD,
                1,
                "Standard deviation of the centres in each coordinate, that of a law being 1.")
            .above(0)
            .atMost(100),
        Key.real(NOISE, full ? 0.1 : 0, "Share of labels that are drawn at random.").between(0, 1),
        Key.real(THRESHOLD, 0.01, "Singular values above this share of the largest count.")
            .above(0)
            .below(1));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int networks = 0;
    double flops = 0;
    double width = values.integer(WIDTH);
    double weights =
        width * (values.integer(INPUTS) + values.integer(CLASSES))
            + width * width * (values.integer(DEPTH) - 1);
    for (Cell cell : Cell.all(values)) {
      networks++;
      flops += 6 * weights * cell.batch() * values.integer(STEPS);
    }
    return new Cost(networks, networks, 5 + flops / FLOPS_PER_SECOND);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (List<Cell> group : Cell.groups(values)) {
      tasks.add(new RankTask(group, values, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
