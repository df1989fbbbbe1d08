package io.fanin.experiments.claim.mismatch;

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
import io.fanin.function.SparseFunction;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** A measurement: what a network loses whose wiring is not quite its target's. */
public final class Mismatch implements ClaimProvider {
  static final String INPUTS = "n";
  static final String TARGETS = "targets";
  static final String FREQUENCY = "frequency";
  static final String EXTRA = "extra";
  static final String MISSING = "missing";
  static final String SWAPS = "swaps";
  static final String SAMPLES = "samples";
  static final String VALIDATION = "validation-rows";
  static final String TEST = "test-rows";
  static final String WIDTH = "width";
  static final String CHANNELS = "channels";
  static final String DEPTH = "dense-depth";
  static final String STEPS = "steps";
  static final String BATCH = "batch";
  static final String RATES = "rates";

  private static final double FLOPS_PER_SECOND = 3.4e10;

  @Override
  public String id() {
    return "mismatch";
  }

  @Override
  public String title() {
    return "The price of a wrong graph";
  }

  @Override
  public String sentence() {
    return "A network wired to a graph that contains its target's is larger, and one that lacks an edge or"
        + " has inputs in wrong places cannot represent it: how much test error an extra, a missing and"
        + " a moved edge cost is measured.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "T. Poggio, H. Mhaskar, L. Rosasco, B. Miranda, Q. Liao: Why and when can deep – but not"
                + " shallow – networks avoid the curse of dimensionality. International Journal of"
                + " Automation and Computing 14 (2017), section 4.3",
            """
            @article{poggio2017why,
              author = {Poggio, Tomaso and Mhaskar, Hrushikesh and Rosasco, Lorenzo and Miranda, Brando and Liao, Qianli},
              title = {Why and when can deep -- but not shallow -- networks avoid the curse of dimensionality: a review},
              journal = {International Journal of Automation and Computing},
              volume = {14}, number = {5}, pages = {503--519}, year = {2017}
            }
            """));
  }

  @Override
  public String prediction() {
    return "none: a graph that contains the target's represents it still, at the price of more parameters;"
        + " how much the others lose is not predicted";
  }

  @Override
  public String rule() {
    return "A measurement, not judged. For every target and kind of change, the slope through the origin of"
        + " the logarithm of test error over that of the right graph against edges inserted and"
        + " deleted; its mean over targets with the 95% t-interval, at equal numbers of parameters.";
  }

  @Override
  public String control() {
    return "the labels of samples and validation rows are shuffled, so that no graph is right";
  }

  @Override
  public String deviations() {
    return "Both the construction of the source, where a constituent passes on one number, and networks"
        + " that pass on whole hidden layers are measured, since a tree of wide channels can carry"
        + " inputs past wrong constituents. Edges are counted with nodes kept in place, which is the least number of insertions and deletions"
        + " for extra and missing edges and an upper bound of it for swaps. A swap exchanges two inputs"
        + " with different readers and counts four edges. Networks for missing edges are pruned of what"
        + " no longer reaches the output. Sizes are equated by width, so that parameters agree to about"
        + " a unit of width; at equal width is in the table. A target's rate is the one with the"
        + " smallest mean log validation error on the other targets.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> changes = full ? List.of(1, 2, 4, 8) : List.of(1, 2, 4);
    return List.of(
        Key.integer(INPUTS, full ? 16 : 8, "Inputs of each target's tree.").between(4, 256),
        Key.integer(TARGETS, full ? 20 : 10, "Random targets.").between(2, 1000),
        Key.real(FREQUENCY, 2, "Largest slope inside a target's sine.").between(0.125, 64),
        Key.integers(EXTRA, changes, "Edges that are added, rising.").between(1, 10_000),
        Key.integers(MISSING, changes, "Edges that are taken away, rising.").between(1, 10_000),
        Key.integers(SWAPS, changes, "Pairs of inputs that change places, rising.")
            .between(1, 10_000),
        Key.integers(SAMPLES, full ? List.of(256, 1024, 4096) : List.of(512), "Samples, rising.")
            .between(4, 1_000_000),
        Key.integer(VALIDATION, 256, "Rows on which the rate is chosen.").between(10, 1_000_000),
        Key.integer(TEST, 1000, "Rows that test error is measured on.").between(10, 1_000_000),
        Key.integer(WIDTH, full ? 16 : 12, "Units of a constituent in the right graph.")
            .between(1, 1000)
            .unit("units"),
        Key.integers(
                CHANNELS,
                List.of(1, 0),
                "Numbers that a constituent passes on; 0 passes on its hidden layer.")
            .between(0, 1000),
        Key.integer(DEPTH, 3, "Hidden layers of dense networks.").between(1, 10),
        Key.integer(STEPS, full ? 20_000 : 3000, "Steps of Adam.").between(1, 10_000_000),
        Key.integer(BATCH, 64, "Samples in a step.").between(1, 100_000),
        Key.reals(RATES, List.of(0.003, 0.01), "First rates to choose from; they fall as a cosine.")
            .above(0)
            .atMost(1));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int each = values.integer(TARGETS) * values.reals(RATES).size();
    double flops = 0;
    int networks = 0;
    var target = Group.target(0, values);
    for (Group group : Group.all(values)) {
      networks += each;
      double rows =
          (double) values.integer(STEPS) * Math.min(values.integer(BATCH), group.samples());
      flops += 6.0 * group.network(target, 0, values).multiplyAdds() * rows * each;
    }
    return new Cost(networks, networks, 3 + flops / FLOPS_PER_SECOND);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<SparseFunction> targets = new ArrayList<>();
    for (int t = 0; t < values.integer(TARGETS); t++) {
      targets.add(Group.target(t, values));
    }
    List<TrialTask> tasks = new ArrayList<>();
    for (Group group : Group.all(values)) {
      tasks.add(new MismatchTask(group, targets, values, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
