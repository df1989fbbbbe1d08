package io.fanin.hierarchy.sparse;

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

/** Where the symbols of a hierarchy may move, sharing weights between positions saves samples. */
public final class SparseHierarchy implements ClaimProvider {
  private static final double FLOPS_PER_SECOND = 5.5e10; // both cores, small networks
  private static final double FITTING_ROWS = 75_000; // until the training loss is small
  private static final double LOCAL = 6; // P* over n_c m^L (s0 + 1)^2, to estimate the climb
  private static final double CONV = 3;

  @Override
  public String id() {
    return "sparse-hierarchy";
  }

  @Override
  public String title() {
    return "Hierarchies with empty places";
  }

  @Override
  public String sentence() {
    return "Where symbols of a hierarchy stand among s0 empty places each, a locally connected network takes"
        + " samples as (s0 + 1)^L, and one that shares its weights between positions as (s0 + 1)^2"
        + " whatever L is: locality alone pays for every level at which symbols may move.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "U. M. Tomasini, M. Wyart: How Deep Networks Learn Sparse and Hierarchical Data: the Sparse"
                + " Random Hierarchy Model. ICML 2024, figure 4",
            """
            @inproceedings{tomasini2024how,
              author = {Tomasini, Umberto M. and Wyart, Matthieu},
              title = {How Deep Networks Learn Sparse and Hierarchical Data: the Sparse Random Hierarchy Model},
              booktitle = {International Conference on Machine Learning},
              year = {2024}
            }
            """));
  }

  @Override
  public String prediction() {
    return "P*(local) ~ (s0 + 1)^L n_c m^L; P*(convolutional) ~ (s0 + 1)^2 n_c m^L: the exponents of s0 + 1"
        + " differ by L - 2";
  }

  @Override
  public String rule() {
    return "P* is the number of samples at which the median test error over grammars falls to a tenth of"
        + " chance's, by a straight line in logarithms between rungs of the ladder; an exponent is the"
        + " slope of log P* in log(s0 + 1). The 95% bootstrap interval, over grammars that all networks"
        + " and all s0 share, of exponent(local) - exponent(convolutional) must lie above 0.5; one wholly"
        + " below fails. With three or more s0 it is drawn out by how far it moves without the smallest."
        + " With two levels or fewer both exponents are 2 and nothing can be told: undecided.";
  }

  @Override
  public String control() {
    return "the convolutional network does not share its weights either";
  }

  @Override
  public String deviations() {
    return "32 channels and Adam with a rate that rises briefly and then falls, in batches of 128, until the"
        + " mean training loss of a pass is 0.01; the source takes 512 channels and gradient descent with"
        + " momentum in batches of 4, which --full does with 128. Networks are equal in channels, so in"
        + " multiply-adds, as in the source; --set equal=parameters adds convolutional networks with as"
        + " many parameters as local ones. Rates are chosen for each s0 and network by the test error on"
        + " further grammars with 4 n_c m^L (s0 + 1)^2 samples. Two s0 give a ratio, not a law: no"
        + " curvature can be seen. Why the convolutional exponent should be 2 is an open question of the"
        + " source.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return SparseKeys.of(mode);
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int seeds = values.integer(SparseKeys.SEEDS);
    int tuned = values.integer(SparseKeys.VALIDATION) * values.reals(SparseKeys.RATES).size();
    int trials = 0;
    int networks = 0;
    double flops = 0;
    for (SparseCell cell : SparseCell.all(values)) {
      int trained = seeds * rungs(cell, values) + tuned;
      trials += seeds;
      networks += trained;
      double most = (double) values.integer(SparseKeys.STEPS) * values.integer(SparseKeys.BATCH);
      double each = Math.min(FITTING_ROWS, most);
      flops += trained * each * 6 * cell.network(values).multiplyAdds();
    }
    return new Cost(trials, networks, 8 + flops / FLOPS_PER_SECOND);
  }

  /** Rungs that a climb is expected to take. */
  private static int rungs(SparseCell cell, SettingValues values) {
    int[] sizes = cell.ladder(values).sizes();
    double end = (cell.arm().shared() ? CONV : LOCAL) * cell.scale(values);
    int rungs = 1;
    while (rungs < sizes.length && sizes[rungs - 1] < end) {
      rungs++;
    }
    return rungs;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (SparseCell cell : SparseCell.all(values)) {
      tasks.add(new SparseTask(cell, values, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
