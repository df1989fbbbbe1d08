package io.fanin.experiments.claim.chain;

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
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** A parity of half of the signs is hard end to end, and cheap when its inner nodes have labels. */
public final class ChainOfThought implements ClaimProvider {
  static final String SIZES = "n";
  static final String HALVES = "end-to-end-n";
  static final String SEEDS = "seeds";
  static final String WIDTH = "width";
  static final String BATCH = "batch";
  static final String RATES = "rates";
  static final String VALIDATION = "validation-seeds";
  static final String STEPS = "steps";
  static final String NODE_STEPS = "node-steps";
  static final String ACCURACY = "accuracy";
  static final String NODE_ACCURACY = "node-accuracy";
  static final String TEST = "test-rows";
  static final String DOSE = "dose-n";
  static final String PERCENT = "dose-percent";
  static final String BOUND = "exponent";

  private static final double FLOPS_PER_SECOND = 3e10;

  @Override
  public String id() {
    return "chain-of-thought";
  }

  @Override
  public String title() {
    return "Chain of thought";
  }

  @Override
  public String sentence() {
    return "The parity of half of n signs, written down as a chain of products of two, is learnt at a cost"
        + " that is polynomial in n, with an exponent below 2; from the answer alone the cost grows"
        + " exponentially, also for a network as wide as all of the chain's together.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "N. Wies, Y. Levine, A. Shashua: Sub-Task Decomposition Enables Learning in Sequence to"
                + " Sequence Tasks. ICLR 2023",
            """
            @inproceedings{wies2023subtask,
              author = {Wies, Noam and Levine, Yoav and Shashua, Amnon},
              title = {Sub-Task Decomposition Enables Learning in Sequence to Sequence Tasks},
              booktitle = {International Conference on Learning Representations},
              year = {2023}
            }
            """),
        new Source(
            "E. Malach: Auto-Regressive Next-Token Predictors are Universal Learners. ICML 2024",
            """
            @inproceedings{malach2024autoregressive,
              author = {Malach, Eran},
              title = {Auto-Regressive Next-Token Predictors are Universal Learners},
              booktitle = {International Conference on Machine Learning},
              year = {2024}
            }
            """),
        PositionPaper.at("section 4.3"));
  }

  @Override
  public String prediction() {
    return "cost with labels of all nodes ~ n^b, b < 2, the cost being the steps of all nodes' networks"
        + " together; log of the steps end to end linear in n, for one network's width and for the"
        + " width of all together";
  }

  @Override
  public String rule() {
    return "(1) Slope of the logarithm of the cost against log n, hierarchical bootstrap over seeds drawn"
        + " out by the shift of a fit without the smallest n: the 95% interval below the bound holds,"
        + " above it fails. (2) End to end, log t of all seeds against n and against log n: the"
        + " exponential must beat the power law by AICc, the 95% interval of the difference (bootstrap"
        + " of the seeds within each n) above 0; below 0 it fails; for one network's width and for the"
        + " total width alike. A run that is not reached is later than all that are, and leaves its"
        + " part undecided. All three must hold; any that fails makes the claim fail.";
  }

  @Override
  public String control() {
    return "the chain is written backwards, the answer first, so that no node can read what it is made of";
  }

  @Override
  public String deviations() {
    return "One network with a hidden layer for each node in place of a transformer, taught on true"
        + " transcripts. Growth end to end is fitted to all seeds and not to medians, since only"
        + " four sizes from 12 to 24 have an even k and AICc needs five points. Cost counts steps, one for"
        + " each network that is still learning; multiply-adds, which grow by another power of n as"
        + " inputs and transcript do, are in the table. A node is learnt at an accuracy of 0.999, an answer"
        + " end to end already at 0.9, as in the claim parity. The rate is chosen for each arm on"
        + " validation seeds at its smallest n. Every arm takes 0.2, the largest. With 0.4 and 0.8 to"
        + " choose from, networks end to end take what their smallest n bears and n = 24 does not (1 and"
        + " 0 of 10 seeds learn), and the exponent with labels, at 0.8, is 2.18: the verdict depends on"
        + " the rates. Steps are read at checkpoints a factor 2^(1/4) apart."
        + " Where not all nodes are written, a step's network reads those that are.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integers(
                SIZES,
                full ? List.of(16, 32, 64, 128, 256) : List.of(16, 32, 64, 128),
                "Signs where all nodes are labelled, rising.")
            .between(4, 4096)
            .unit("signs"),
        Key.integers(
                HALVES,
                full ? List.of(12, 16, 20, 24, 28) : List.of(12, 16, 20, 24),
                "Signs where the answer alone is learnt, rising.")
            .between(4, 64)
            .unit("signs"),
        Key.integer(SEEDS, 10, "Starts of each kind.").between(2, 1000),
        Key.integer(WIDTH, 100, "Hidden units of a node's network.")
            .between(1, 100_000)
            .unit("units"),
        Key.integer(BATCH, 32, "Fresh samples in a step.").between(1, 10_000).unit("samples"),
        Key.reals(RATES, List.of(0.05, 0.1, 0.2), "Learning rates to choose from.")
            .above(0)
            .atMost(10),
        Key.integer(VALIDATION, 3, "Seeds on which the rate is chosen.").between(1, 1000),
        Key.integer(STEPS, full ? 3_000_000 : 400_000, "Steps of a network at most.")
            .between(16, 1_000_000_000)
            .unit("steps"),
        Key.integer(NODE_STEPS, 4000, "Steps of a node's network at most where all are labelled.")
            .between(16, 1_000_000_000)
            .unit("steps"),
        Key.real(ACCURACY, 0.9, "Accuracy at which an answer end to end is learnt.")
            .between(0.5, 1),
        Key.real(NODE_ACCURACY, 0.999, "Accuracy at which a node is learnt.").between(0.5, 1),
        Key.integer(TEST, 1000, "Rows on which accuracy is measured.").between(10, 1_000_000),
        Key.integer(DOSE, full ? 24 : 16, "Signs where some nodes are labelled.")
            .between(4, 64)
            .unit("signs"),
        Key.integers(
                PERCENT,
                List.of(25, 50, 75),
                "Percent of inner nodes labelled at random, rising; 0 and 100 are what the smallest and"
                    + " the largest share by levels is.")
            .between(0, 100),
        Key.real(BOUND, 2, "What the exponent must stay below.").above(0).atMost(10));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int seeds = values.integer(SEEDS);
    double flops = 0;
    int trials = 0;
    int networks = 0;
    for (Lesson lesson : Lesson.all(values)) {
      Transcript transcript = lesson.transcript(values, 0);
      trials += seeds;
      networks += seeds * transcript.length();
      double perStep = 6.0 * (lesson.n() + transcript.length() / 2.0) * lesson.width(values);
      double steps = Math.min(lesson.limit(values), expectedSteps(lesson, transcript));
      flops += perStep * steps * transcript.length() * values.integer(BATCH) * seeds;
    }
    return new Cost(trials, networks, 3 + flops / FLOPS_PER_SECOND);
  }

  /** As measured, for the estimate before a run. */
  private static double expectedSteps(Lesson lesson, Transcript transcript) {
    int step = transcript.largestStep();
    double wide = lesson.arm() == Arm.WIDE ? 0.2 : 1;
    return wide * (300 + 128 * StrictMath.pow(1.94, step - 2.0));
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    Rates rates = new Rates(values, environment);
    int seeds = values.integer(SEEDS);
    List<TrialTask> tasks = new ArrayList<>();
    for (Lesson lesson : Lesson.all(values)) {
      // the networks of one seed's nodes share its rows; single networks share a program alone
      int together = lesson.arm().endToEnd() ? (seeds + 1) / 2 : 1;
      for (int from = 0; from < seeds; from += together) {
        int to = Math.min(seeds, from + together);
        tasks.add(new ChainTask(lesson, from, to, values, rates, environment));
      }
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
