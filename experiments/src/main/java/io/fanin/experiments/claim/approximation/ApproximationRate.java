package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The error of networks whose wiring matches a tree of functions of two arguments falls at a rate
 * that does not depend on the number of inputs; grids and dense networks pay for every input.
 */
public final class ApproximationRate implements ClaimProvider {
  /** Trees in one ensemble: few enough for its activations to stay in the caches. */
  private static final int TREES_PER_TASK = 4;

  /** Flops per second on two cores, measured over the three kinds of network. */
  private static final double FLOPS_PER_SECOND = 5e10;

  @Override
  public String id() {
    return "approximation-rate";
  }

  @Override
  public String title() {
    return "Approximation rate";
  }

  @Override
  public String sentence() {
    return "A function that is a tree of constituents with two arguments and smoothness m is"
        + " approximated, by networks or constructions with the same wiring, with error N^(-m/2)"
        + " whatever the number n of inputs, while one that ignores the wiring needs N^(-m/n);"
        + " trained networks keep the order at equal size.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "T. Poggio, H. Mhaskar, L. Rosasco, B. Miranda, Q. Liao: Why and when can deep – but not"
                + " shallow – networks avoid the curse of dimensionality: a review. International"
                + " Journal of Automation and Computing 14 (2017), theorems 1 to 3, figures 4 and 5",
            """
            @article{poggio2017why,
              author = {Poggio, Tomaso and Mhaskar, Hrushikesh and Rosasco, Lorenzo and Miranda, Brando and Liao, Qianli},
              title = {Why and when can deep -- but not shallow -- networks avoid the curse of dimensionality: a review},
              journal = {International Journal of Automation and Computing},
              volume = {14}, number = {5}, pages = {503--519}, year = {2017}
            }
            """),
        new Source(
            "H. Mhaskar, T. Poggio: Deep vs. shallow networks: an approximation theory perspective."
                + " Analysis and Applications 14 (2016)",
            """
            @article{mhaskar2016deep,
              author = {Mhaskar, Hrushikesh N. and Poggio, Tomaso},
              title = {Deep vs. shallow networks: An approximation theory perspective},
              journal = {Analysis and Applications},
              volume = {14}, number = {6}, pages = {829--848}, year = {2016}
            }
            """));
  }

  @Override
  public String prediction() {
    return "(A) log error / log N: -m/2 for the deep construction at every n, -m/n for a grid over all"
        + " inputs, N the intervals of all grids together. (B) error(dense) / error(matched) > 1 at"
        + " equal parameters and at equal multiply-adds, growing with n.";
  }

  @Override
  public String rule() {
    return "(A) Every slope over the last two octaves must not be slower than predicted: its 95%"
        + " interval (by Student's t over the slopes of the target trees, drawn out to the refit"
        + " without the smallest grid) lies below prediction + 0.15; above it the claim fails. (B) One-sided tests at .05"
        + " on the logarithm of the ratio of test errors, one value for each target tree (mean over"
        + " sizes), corrected by Holm, with a minimum effect; growth is the slope of that logarithm"
        + " on log n. Rates are chosen on validation samples. All must hold; any that fails makes"
        + " the claim fail; otherwise undecided.";
  }

  @Override
  public String control() {
    return "(A) is judged by the exponent -m, as if constituents had one argument; (B) the matched"
        + " networks get the target's wiring with its leaves moved";
  }

  @Override
  public String deviations() {
    return "Sup errors are the largest over random points, a lower estimate. m = 4 uses cubic"
        + " interpolation through four neighbouring knots in place of splines; the order is the"
        + " same. The source's functions are not readable from its figures; targets are random"
        + " trees of sines and products. Networks are trained with Adam on "
        + "a fixed set of samples, not over 200 random draws of hyper-parameters.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return ApproximationKeys.of(mode).all();
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    Values values = Values.of(setup);
    int built = ConstructionPlan.curves(values).size() * values.trees();
    int networks = 0;
    double flops = 0;
    for (Group group : Group.all(values)) {
      int members = values.trees() * values.rates().size();
      networks += members;
      long work = group.network(0, values).multiplyAdds();
      flops += 6.0 * work * members * values.steps() * values.batch();
    }
    return new Cost(built + networks, networks, 10 + flops / FLOPS_PER_SECOND);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    Values values = Values.of(setup);
    Map<Integer, Supplier<TreeData>> data = new TreeMap<>();
    values.inputs().forEach(n -> data.put(n, TreeData.shared(n, values)));
    List<TrialTask> tasks = new ArrayList<>();
    for (Group group : Group.all(values)) {
      Supplier<TreeData> source = Objects.requireNonNull(data.get(group.inputs()));
      for (List<Integer> trees : chunks(values.trees())) {
        tasks.add(new TrainingTask(group, trees, values, source, environment));
      }
    }
    tasks.addAll(ConstructionPlan.tasks(values));
    return tasks;
  }

  private static List<List<Integer>> chunks(int trees) {
    List<List<Integer>> chunks = new ArrayList<>();
    for (int from = 0; from < trees; from += TREES_PER_TASK) {
      List<Integer> chunk = new ArrayList<>();
      for (int t = from; t < Math.min(trees, from + TREES_PER_TASK); t++) {
        chunk.add(t);
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(this, setup, results).report();
  }
}
