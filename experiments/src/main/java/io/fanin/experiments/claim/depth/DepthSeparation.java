package io.fanin.experiments.claim.depth;

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

/**
 * The product of n numbers takes {@code 2^n} units in one layer and {@code 4 (n - 1)} in many; the
 * tent map composed k times has {@code 2^k} pieces.
 */
public final class DepthSeparation implements ClaimProvider {
  static final String INPUTS = "n";
  static final String RESTARTS = "restarts";
  static final String STEPS = "steps";
  static final String SIDE = "grid";
  static final String TENTS = "tents";
  static final String MAXIMUM = "maximum-ratio";

  /** Seconds of one restart's step for one input more than nothing, measured. */
  private static final double SECONDS = 4e-9;

  @Override
  public String id() {
    return "depth-separation";
  }

  @Override
  public String title() {
    return "Depth separation";
  }

  @Override
  public String sentence() {
    return "A network with one hidden layer and no biases needs exactly 2^n units for the product of n"
        + " inputs, where a tree of small layers needs 4(n-1); and the tent map composed k times,"
        + " two units a layer, has 2^k linear pieces, where one layer of N rectifiers has at most"
        + " N + 1.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "H. Lin, M. Tegmark, D. Rolnick: Why does deep and cheap learning work so well? Journal"
                + " of Statistical Physics 168 (2017)",
            """
            @article{lin2017why,
              author = {Lin, Henry W. and Tegmark, Max and Rolnick, David},
              title = {Why does deep and cheap learning work so well?},
              journal = {Journal of Statistical Physics},
              volume = {168}, pages = {1223--1247}, year = {2017}
            }
            """),
        new Source(
            "M. Telgarsky: Representation Benefits of Deep Feedforward Networks (2015), theorem 1.1",
            """
            @misc{telgarsky2015representation,
              author = {Telgarsky, Matus},
              title = {Representation Benefits of Deep Feedforward Networks},
              year = {2015}, note = {arXiv:1509.08101}
            }
            """));
  }

  @Override
  public String prediction() {
    return "best loss at width 2^n / best loss at width 2^n - 1 = 0 (0 up to optimisation);"
        + " pieces(tent composed k times) = 2^k, pieces(flat, N units) <= N + 1";
  }

  @Override
  public String rule() {
    return "For each n the ratio of the best losses over the restarts must be at most 0.01: its 95%"
        + " interval (the quotient of two bootstrap intervals over restarts) below it holds,"
        + " above it fails. All counts of the tent map must be exact, the deep network right on all"
        + " 2^k points, and no flat network of the count may pass its bound. All must hold; any that"
        + " fails makes the claim fail.";
  }

  @Override
  public String control() {
    return "the widths compared are 2^n - 1 and 2^n - 2, between which the theory has no step";
  }

  @Override
  public String deviations() {
    return "The step at 2^n belongs to activations all of whose Taylor coefficients differ from 0, so"
        + " units apply exp; odd or even activations need 2^(n-1), and biases remove the step. The"
        + " loss is the mean square on a grid of [-1, 1]^n. With 2^n units it goes to 0 only as the"
        + " weights shrink, so that L-BFGS ends above 0; the rule asks for a factor of 100.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integers(INPUTS, full ? List.of(2, 3, 4) : List.of(2, 3), "Factors of the product.")
            .between(2, 6)
            .unit("inputs"),
        Key.integer(RESTARTS, full ? 24 : 12, "Starts of each width; the best one counts.")
            .between(2, 1000),
        Key.integer(STEPS, full ? 4000 : 1000, "Steps of L-BFGS at most.").between(1, 1_000_000),
        Key.integer(SIDE, 6, "Points of the grid along each input.").between(3, 20),
        Key.integers(TENTS, List.of(6, 7, 8, 9, 10, 11, 12), "Compositions k of the tent map.")
            .between(1, 20),
        Key.real(MAXIMUM, 0.01, "Largest ratio of losses that counts as a step.")
            .above(0)
            .below(1));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int restarts = values.integer(RESTARTS);
    double work = 0;
    int networks = 0;
    for (int n : values.integers(INPUTS)) {
      for (int width : ProductTask.widths(n, setup.control())) {
        networks += restarts;
        work += restarts * StrictMath.pow(values.integer(SIDE), n) * width * (n + 10.0);
      }
    }
    double seconds = 0.3 + work * values.integer(STEPS) * SECONDS;
    int trials = 2 * values.integers(INPUTS).size() + values.integers(TENTS).size();
    return new Cost(trials, networks, seconds);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (int n : values.integers(INPUTS)) {
      for (int width : ProductTask.widths(n, setup.control())) {
        tasks.add(new ProductTask(n, width, values, environment));
      }
    }
    for (int k : values.integers(TENTS)) {
      tasks.add(TentTrial.task(k, setup.seed()));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
