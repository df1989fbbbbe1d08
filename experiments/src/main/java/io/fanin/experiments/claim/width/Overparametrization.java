package io.fanin.experiments.claim.width;

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

/** Networks that interpolate do not lose test error when they are made wider. */
public final class Overparametrization implements ClaimProvider {
  static final String INPUTS = "n";
  static final String SEEDS = "seeds";
  static final String FACTORS = "factors";
  static final String MATCHED = "matched-width";
  static final String DENSE = "dense-width";
  static final String DEPTH = "depth";
  static final String SAMPLES = "samples";
  static final String TEST = "test-rows";
  static final String STEPS = "steps";
  static final String MOST_STEPS = "most-steps";
  static final String BATCH = "batch";
  static final String RATES = "rates";
  static final String VALIDATION = "validation-rows";
  static final String VALIDATION_STARTS = "validation-starts";
  static final String FIT = "interpolation";
  static final String MARGIN = "margin";

  private static final double FLOPS_PER_SECOND = 4.5e10;

  @Override
  public String id() {
    return "overparametrization";
  }

  @Override
  public String title() {
    return "Overparametrization";
  }

  @Override
  public String sentence() {
    return "Networks that are wide enough to interpolate their samples find an interpolation more surely the"
        + " wider they are, and do not lose test error by width, with and without the target's"
        + " wiring.";
  }

  @Override
  public List<Source> sources() {
    return List.of(PositionPaper.at("section 1"));
  }

  @Override
  public String prediction() {
    return "error(widest) <= error(narrowest), among the widths at which all networks interpolate, for"
        + " matched and for dense networks";
  }

  @Override
  public String rule() {
    return "For each architecture, among the widths whose networks all interpolate: the logarithm of the"
        + " test error at the largest over that at the smallest, one value for each start. Its 95%"
        + " t-interval below log(margin) holds, above it fails; so that no loss means something, the"
        + " relative test error at that largest width must also be below 1, that of the best constant."
        + " A width with networks that do not interpolate within the steps at most is reported, and"
        + " compared with nothing. Fewer than ten starts, or fewer than two widths that interpolate,"
        + " leave it undecided. The two-sided equivalence is printed: an error that falls with width"
        + " is no loss, but no equality either.";
  }

  @Override
  public String control() {
    return "the labels of the samples are shuffled, so that there is nothing to learn but noise";
  }

  @Override
  public String deviations() {
    return "The position paper states no setting. One random tree of smooth constituents, samples without"
        + " noise. The learning rate is chosen for each architecture and width from one grid, by the"
        + " mean error over other starts, on other samples, among the rates at which these starts"
        + " interpolate, if there are any. Where not all starts interpolate, those of the width are"
        + " trained anew with twice the steps, until all do or the steps are those at most. Whether a"
        + " network interpolates is read off its training error over the target's spread.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integer(INPUTS, 4, "Inputs of the target's tree.").between(2, 64),
        Key.integer(SEEDS, full ? 20 : 10, "Starts.").between(2, 1000),
        Key.integers(FACTORS, List.of(1, 2, 4, 8, 16, 32), "Factors of width, rising.")
            .between(1, 1024),
        Key.integer(MATCHED, 2, "Units of a constituent at factor 1.").between(1, 1000),
        Key.integer(DENSE, 8, "Units of a dense layer at factor 1.").between(1, 1000),
        Key.integer(DEPTH, 2, "Hidden layers of dense networks.").between(1, 10),
        Key.integer(SAMPLES, 128, "Samples to learn from.").between(4, 1_000_000),
        Key.integer(TEST, 2000, "Rows that test error is measured on.").between(10, 1_000_000),
        Key.integer(
                STEPS, full ? 20_000 : 3000, "Steps of Adam; twice as many and so on where needed.")
            .between(1, 10_000_000),
        Key.integer(MOST_STEPS, full ? 160_000 : 12_000, "Steps at most, for all to interpolate.")
            .between(1, 100_000_000),
        Key.integer(BATCH, 32, "Samples in a step.").between(1, 100_000),
        Key.reals(
                RATES,
                List.of(0.001, 0.003, 0.01),
                "Adam's first rates to choose from; they fall as half a cosine.")
            .above(0)
            .atMost(1),
        Key.integer(VALIDATION_STARTS, 3, "Starts at each rate that the rate is chosen by.")
            .between(1, 1000),
        Key.integer(VALIDATION, 1000, "Rows that the rate is chosen on.").between(10, 1_000_000),
        Key.real(FIT, 0.05, "Relative training error at which a network interpolates.")
            .above(0)
            .below(1),
        Key.real(MARGIN, 1.25, "Ratio of test errors that counts as no loss.").above(1).atMost(10));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    double flops = 0;
    int networks = 0;
    int trials = 0;
    int members =
        values.integer(SEEDS) + values.integer(VALIDATION_STARTS) * values.reals(RATES).size();
    for (Group group : Group.all(values)) {
      trials += values.integer(SEEDS);
      networks += members;
      double rows = (double) values.integer(STEPS) * values.integer(BATCH) * members;
      flops += 6.0 * group.network(values).multiplyAdds() * rows;
    }
    return new Cost(trials, networks, 4 + flops / FLOPS_PER_SECOND);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (Group group : Group.all(values)) {
      tasks.add(new WidthTask(group, values, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
