package io.fanin.experiments.claim.parity;

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

/** A parity of k of n signs is a tree of fan-in 2, and takes gradient descent n^O(k) steps. */
public final class Parity implements ClaimProvider {
  static final String INPUTS = "n";
  static final String SIZES = "k";
  static final String HALVES = "halves";
  static final String SEEDS = "seeds";
  static final String WIDTH = "width";
  static final String BATCH = "batch";
  static final String RATE = "rate";
  static final String STEPS = "steps";
  static final String ACCURACY = "accuracy";
  static final String TEST = "test-rows";
  static final String MINIMUM = "minimum-ratio";
  static final String GRADIENT = "gradient-n";

  private static final double FLOPS_PER_SECOND = 2.5e10;

  @Override
  public String id() {
    return "parity";
  }

  @Override
  public String title() {
    return "Sparse parity";
  }

  @Override
  public String sentence() {
    return "A parity of k of n signs is a tree of constituents of two arguments, yet stochastic"
        + " gradient descent needs a number of steps that grows with k as n^O(k), exponentially in n"
        + " for k = n/2: the first gradient's signal is the Fourier gap of majority.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "B. Barak, B. Edelman, S. Goel, S. Kakade, E. Malach, C. Zhang: Hidden Progress in Deep"
                + " Learning: SGD Learns Parities Near the Computational Limit. NeurIPS 2022",
            """
            @inproceedings{barak2022hidden,
              author = {Barak, Boaz and Edelman, Benjamin L. and Goel, Surbhi and Kakade, Sham and Malach, Eran and Zhang, Cyril},
              title = {Hidden Progress in Deep Learning: {SGD} Learns Parities Near the Computational Limit},
              booktitle = {Advances in Neural Information Processing Systems},
              year = {2022}
            }
            """));
  }

  @Override
  public String prediction() {
    return "gradient = -(1/2) xi(k-1) prod w in the set, -(1/2) xi(k+1) w_i prod w outside; steps t"
        + " with t(k = 2) < t(4) < t(6) at fixed n; log t linear in n for k = n/2";
  }

  @Override
  public String rule() {
    return "(1) The formula equals the enumeration of all signs to 1e-12 for every k and odd n. (2) For"
        + " the even k, log t of seeds in pairs: one-sided t-tests at .05, corrected by Holm, with a"
        + " minimum ratio. (3) Over n with k = n/2, medians of log t: the exponential must beat the"
        + " power law by AICc, the 95% interval of the difference (bootstrap of the seeds within each"
        + " n) above 0; below 0 it fails. A run that does not reach the accuracy is later than all"
        + " that do; a median among such runs, or such a run in a pair, leaves its part undecided."
        + " All three must hold; any that fails makes the claim fail.";
  }

  @Override
  public String control() {
    return "every network learns the parity of two of its inputs, whatever k is asked for";
  }

  @Override
  public String deviations() {
    return "Steps do not rise with every k (for odd k the set has no first-order signal), so only even"
        + " k are compared. One architecture, loss, rate and batch size of the source's many. t is"
        + " the first of checkpoints a factor 2^(1/4) apart.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integer(INPUTS, full ? 60 : 30, "Inputs where k changes.").between(2, 64).unit("signs"),
        Key.integers(SIZES, List.of(2, 4, 6), "Sizes of the parity, rising.").between(1, 30),
        Key.integers(
                HALVES,
                full ? List.of(8, 12, 16, 20, 24, 28) : List.of(8, 12, 16, 20, 24),
                "Inputs where k is half of them.")
            .between(2, 40)
            .unit("signs"),
        Key.integer(SEEDS, 10, "Networks of each kind.").between(2, 1000),
        Key.integer(WIDTH, 100, "Hidden units.").between(1, 100_000).unit("units"),
        Key.integer(BATCH, 32, "Fresh samples in a step.").between(1, 10_000).unit("samples"),
        Key.real(RATE, 0.1, "Learning rate of gradient descent.").above(0).atMost(10),
        Key.integer(STEPS, full ? 3_000_000 : 400_000, "Steps at most.")
            .between(16, 1_000_000_000)
            .unit("steps"),
        Key.real(ACCURACY, 0.9, "Accuracy that counts as learnt.").between(0.5, 1),
        Key.integer(TEST, 1000, "Rows on which accuracy is measured.").between(10, 1_000_000),
        Key.real(MINIMUM, 1.1, "Smallest ratio of steps that counts as more.").between(1, 1000),
        Key.integer(GRADIENT, full ? 15 : 13, "Largest n of the enumerated gradients.")
            .between(3, 19));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int seeds = values.integer(SEEDS);
    double flops = 0;
    List<Cell> cells = Cell.all(values);
    for (Cell cell : cells) {
      double perStep = 6.0 * (cell.n() + 4) * values.integer(WIDTH) * values.integer(BATCH) * seeds;
      flops += perStep * Math.min(values.integer(STEPS), cell.expectedSteps());
    }
    int networks = cells.size() * seeds;
    return new Cost(networks + 1, networks, 3 + flops / FLOPS_PER_SECOND);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (Cell cell : Cell.all(values)) {
      tasks.add(new ParityTask(cell, values, environment));
    }
    tasks.add(GradientTrial.task(values));
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
