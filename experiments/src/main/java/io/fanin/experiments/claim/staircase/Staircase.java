package io.fanin.experiments.claim.staircase;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.online.OnlineCost;
import io.fanin.experiments.claim.online.OnlineKeys;
import io.fanin.experiments.claim.online.OnlineTarget;
import io.fanin.experiments.claim.online.OnlineTask;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** A function of few signs is learnt in linear time when its Fourier supports climb a staircase. */
public final class Staircase implements ClaimProvider {
  static final String TARGETS = "targets";
  static final String ORDER_TARGET = "order-target";
  static final String ORDER = "order";
  static final String ORDER_SHIFT = "order-shift";
  static final String PARTICLES = "particles";
  static final String NODES = "nodes";
  static final String STEP = "step";
  static final String SHIFT = "shift";
  static final String TIME = "time";

  private static final List<Integer> SGD_INPUTS = List.of(100, 400);
  private static final int SGD_STEPS = 100_000;

  /** Seconds for one particle, node, corner and step, measured. */
  private static final double SECONDS = 4e-9;

  private static final String CLIMB = "z1 + z1*z2 + z1*z2*z3 + z1*z2*z3*z4";

  @Override
  public String id() {
    return "staircase";
  }

  @Override
  public String title() {
    return "Staircase";
  }

  @Override
  public String sentence() {
    return "In the limit of many inputs, gradient descent on a two-layer network learns a function of"
        + " few signs in a time that does not grow with their number exactly when its Fourier supports"
        + " climb a staircase, each adding at most one sign to those before, and no symmetry keeps"
        + " the signs together.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "E. Abbe, E. Boix-Adserà, T. Misiakiewicz: The merged-staircase property: a necessary and"
                + " nearly sufficient condition for SGD learning of sparse functions on two-layer"
                + " neural networks. COLT 2022, figures 1 to 4",
            """
            @inproceedings{abbe2022merged,
              author = {Abbe, Emmanuel and Boix-Adser{\\`a}, Enric and Misiakiewicz, Theodor},
              title = {The merged-staircase property: a necessary and nearly sufficient condition for {SGD} learning of sparse functions on two-layer neural networks},
              booktitle = {Conference on Learning Theory},
              year = {2022}
            }
            """));
  }

  @Override
  public String prediction() {
    return "height of the last step = coefficient of the highest monomial over the target's: 1 where the"
        + " leap is 1 and no signed permutation leaves the target as it is, 0 otherwise; order of"
        + " appearance in "
        + CLIMB
        + ": z1, z1*z2*z3, z1*z2, z1*z2*z3*z4";
  }

  @Override
  public String rule() {
    return "At the time set (600): the height must be at least 0.7 for every target that is predicted to"
        + " be learnt and at most 0.3 for every other. The interval of a height is what the numerics"
        + " leave open: the run is repeated with half the particles, and both ends must lie on the"
        + " same side. The order is that in which coefficients first exceed 0.3 of the target's, and"
        + " must be exact. All must hold; any that fails makes the claim fail.";
  }

  @Override
  public String control() {
    return "every target is multiplied by a fresh sign, so that no staircase starts at the ground, while"
        + " the predictions stay those of the targets themselves";
  }

  @Override
  public String deviations() {
    return "The limit's equations are integrated in place of runs at finite dimension, where everything is"
        + " learnt in the end. They are projected on the computed group of signed permutations that"
        + " leave the target as it is: without it rounding breaks the symmetry and learns what"
        + " cannot be learnt. The sigmoid is shifted by 1 where heights are read and by 0.5 where the"
        + " order is, as in the source's figures 2 and 1. Published curves have other time scales, so heights and order are"
        + " compared, not times. --full also trains networks of 100 shifted sigmoids by gradient descent on"
        + " fresh batches of 32 at d = 100 and 400, the rate chosen for each d by other starts: how"
        + " the samples until the last step is learnt grow with d is printed, never judged.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    List<Key<?>> keys = new ArrayList<>(limitKeys(mode == Mode.FULL));
    keys.addAll(OnlineKeys.of(mode, SGD_INPUTS, SGD_STEPS));
    return keys;
  }

  private static List<Key<?>> limitKeys(boolean full) {
    return List.of(
        Key.texts(
            TARGETS,
            List.of(
                CLIMB,
                "z1 + z1*z2 + z3 + z1*z2*z3*z4",
                "z1 + z1*z2 + z2*z3 + z3*z4 + z1*z2*z3*z4",
                "z1 + 0.99*z2 + 1.01*z3 + z1*z2*z3",
                "z1 + z1*z2 + z3 + z3*z4",
                "z1 + z2 + z3 + z1*z2*z3",
                "z1 + z1*z2*z3 + z1*z2*z3*z4",
                "z1 + z1*z2*z3*z4"),
            "Polynomials of signs z1, z2, …."),
        Key.text(ORDER_TARGET, CLIMB, "The polynomial whose terms are to appear in order."),
        Key.texts(
            ORDER,
            List.of("z1", "z1*z2*z3", "z1*z2", "z1*z2*z3*z4"),
            "Its terms in the order predicted."),
        Key.real(ORDER_SHIFT, 0.5, "Shift of the sigmoid in the run for the order.")
            .between(-10, 10),
        Key.integer(PARTICLES, full ? 200 : 100, "Particles of the limit; a multiple of 4.")
            .between(4, 10_000),
        Key.integer(NODES, full ? 24 : 16, "Nodes of the quadrature over the other inputs.")
            .between(2, 200),
        Key.real(STEP, full ? 0.05 : 0.1, "Step of time.").above(0).atMost(1),
        Key.real(SHIFT, 1, "Shift of the sigmoid 1 / (1 + exp(-x + shift)).").between(-10, 10),
        Key.real(TIME, full ? 1200 : 600, "Time at which heights are read.").between(1, 100_000));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    List<LimitTrial> trials = LimitTrial.all(values);
    double work = 0;
    for (LimitTrial trial : trials) {
      work += trial.work();
    }
    OnlineCost sgd = OnlineCost.of(onlineTargets(values), values);
    int all = trials.size() + OnlineKeys.trials(onlineTargets(values), values);
    return new Cost(all, sgd.networks(), 1 + work * SECONDS / 2 + sgd.seconds());
  }

  /** The targets at finite dimension; the control's have a fresh sign there too. */
  static List<OnlineTarget> onlineTargets(SettingValues values) {
    List<OnlineTarget> targets = new ArrayList<>();
    for (String text : values.texts(TARGETS)) {
      SparsePolynomial plain = SparsePolynomial.parse(text);
      SparsePolynomial trained =
          (values.setup().control() ? LimitTrial.lifted(plain) : plain).inSigns();
      targets.add(new OnlineTarget(text, trained, trained.nonConstant().size() - 1));
    }
    return targets;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (LimitTrial trial : LimitTrial.all(values)) {
      tasks.add(trial.task());
    }
    tasks.addAll(OnlineTask.all(id(), onlineTargets(values), values, environment));
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
