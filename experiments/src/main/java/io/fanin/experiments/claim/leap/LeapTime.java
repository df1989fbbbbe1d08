package io.fanin.experiments.claim.leap;

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
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** The time to escape from a plateau grows with the inputs as {@code d^max(leap - 1, 1)} steps. */
public final class LeapTime implements ClaimProvider {
  static final String TARGETS = "targets";
  static final String SIZES = "delta";
  static final String SEEDS = "seeds";
  static final String PARTICLES = "particles";
  static final String NODES = "nodes";
  static final String STEP = "step";
  static final String SHIFT = "shift";
  static final String TIME = "time";
  static final String SHARE = "share";
  static final String SGD_TARGETS = "sgd-targets";

  private static final List<Integer> SGD_INPUTS = List.of(20, 40, 80, 160);
  private static final int SGD_STEPS = 200_000;

  /** Seconds for one particle, node, corner and step, measured. */
  private static final double SECONDS = 2.4e-9;

  @Override
  public String id() {
    return "leap";
  }

  @Override
  public String title() {
    return "Leap";
  }

  @Override
  public String sentence() {
    return "Gradient descent learns a target step by step, and a step that adds l signs at once, a leap"
        + " of l, takes d^max(l-1, 1) samples of d signs, with a logarithm at l = 2: in the limit's"
        + " time, from weights of size delta, a constant at leap 1, log(1/delta) at leap 2,"
        + " delta^-(l-2) above.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "E. Abbe, E. Boix-Adserà, T. Misiakiewicz: SGD learning on neural networks: leap"
                + " complexity and saddle-to-saddle dynamics. COLT 2023, figures 1, 3 and 5",
            """
            @inproceedings{abbe2023sgd,
              author = {Abbe, Emmanuel and Boix-Adser{\\`a}, Enric and Misiakiewicz, Theodor},
              title = {{SGD} learning on neural networks: leap complexity and saddle-to-saddle dynamics},
              booktitle = {Conference on Learning Theory},
              year = {2023}
            }
            """));
  }

  @Override
  public String prediction() {
    return "escape time t(delta): constant (leap 1); log(1/delta) (leap 2); delta^-(leap-2) (above). With"
        + " delta on a geometric grid the increments of t from one delta to the next grow by"
        + " ratio^exponent, exponent 0 at leap 2 and leap - 2 above.";
  }

  @Override
  public String rule() {
    return "Intervals by Student's t over random starts. Leap 1: t at the smallest delta over t at the"
        + " largest, less 1, within 0.1 of 0. Leap 2 and above: that rise at least 0.1; the exponent"
        + " of the increments within 0.25 of 0 at leap 2; above, where theory gives the limit of"
        + " small delta, at least half of leap - 2. All must hold; any that fails makes the claim"
        + " fail. An escape that was not reached leaves its part undecided.";
  }

  @Override
  public String control() {
    return "every leap is bridged: for each term the products of its first signs are added to the target,"
        + " while the predictions stay those of the target itself";
  }

  @Override
  public String deviations() {
    return "The law is measured in the limit's equations, whose initial size delta stands for 1/sqrt(d):"
        + " without the sampling noise of finite d, which adds what a power law in d alone does not"
        + " say. The exponent above leap 2 approaches leap - 2 from below as delta falls. For normal"
        + " inputs the leap depends on the basis, and the maximum over rotations governs; the table"
        + " prints both. --full also trains networks of 100 shifted sigmoids by gradient descent on fresh"
        + " batches of 32 at d = 20 to 160, where the source takes single samples; the rate is chosen"
        + " for each d by other starts, and what they show is printed, never judged.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    List<Key<?>> keys = new ArrayList<>(limitKeys(mode == Mode.FULL));
    keys.add(
        Key.texts(
            SGD_TARGETS,
            List.of("z1 + z1*z2", "z1 + z1*z2*z3", "z1 + z1*z2*z3*z4", "z1 + z1*z2*z3*z4*z5"),
            "Polynomials that gradient descent learns at finite dimension."));
    keys.addAll(OnlineKeys.of(mode, SGD_INPUTS, SGD_STEPS));
    return keys;
  }

  private static List<Key<?>> limitKeys(boolean full) {
    return List.of(
        Key.texts(
            TARGETS,
            List.of("z1 + z1*z2", "z1 + z1*z2*z3", "z1 + z1*z2*z3*z4"),
            "Polynomials of signs; the last of the highest terms is waited for."),
        Key.reals(
                SIZES,
                full
                    ? List.of(0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625)
                    : List.of(0.2, 0.1, 0.05, 0.025),
                "Standard deviation of the first weights: a falling geometric grid.")
            .above(0)
            .atMost(1),
        Key.integer(SEEDS, full ? 20 : 12, "Random starts.").between(2, 1000),
        Key.integer(PARTICLES, full ? 200 : 60, "Particles of the limit; even.").between(2, 10_000),
        Key.integer(NODES, 16, "Nodes of the quadrature over the other inputs.").between(2, 200),
        Key.real(STEP, 0.1, "Step of time.").above(0).atMost(1),
        Key.real(SHIFT, 1, "Shift of the sigmoid 1 / (1 + exp(-x + shift)).").between(-10, 10),
        Key.real(TIME, full ? 20_000 : 2500, "Time at which a run ends.").between(1, 1_000_000),
        Key.real(SHARE, 0.5, "Share of the term's coefficient that counts as escaped.")
            .above(0)
            .below(1));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    double work = 0;
    List<EscapeTrial> trials = EscapeTrial.all(values);
    for (EscapeTrial trial : trials) {
      work += trial.work();
    }
    OnlineCost sgd = OnlineCost.of(onlineTargets(values), values);
    int all = trials.size() + OnlineKeys.trials(onlineTargets(values), values);
    return new Cost(all, sgd.networks(), 1 + work * SECONDS / 2 + sgd.seconds());
  }

  /** What gradient descent learns at finite dimension; the control bridges these leaps too. */
  static List<OnlineTarget> onlineTargets(SettingValues values) {
    List<OnlineTarget> targets = new ArrayList<>();
    for (String text : values.texts(SGD_TARGETS)) {
      EscapeTrial.Awaited awaited = EscapeTrial.awaited(text, values.setup().control());
      targets.add(new OnlineTarget(text, awaited.target(), awaited.term()));
    }
    return targets;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (EscapeTrial trial : EscapeTrial.all(values)) {
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
