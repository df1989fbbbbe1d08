package io.fanin.hierarchy.deep;

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

/**
 * A deep network learns a random hierarchy model from {@code n_c m^L} samples; a network of two
 * layers needs a share of all there are.
 */
public final class HierarchyClaim implements ClaimProvider {
  private static final double FLOPS_PER_SECOND = 6e10; // both cores, small networks
  private static final double FITTING_ROWS = 50_000; // until the training loss is small
  private static final double EXPECTED = 4; // P* over n_c m^L, to estimate how far a climb goes

  @Override
  public String id() {
    return "hierarchy";
  }

  @Override
  public String title() {
    return "Hierarchies of symbols";
  }

  @Override
  public String sentence() {
    return "A deep network that is wired as the hierarchy is learns a random hierarchy model from a number"
        + " of samples that grows as n_c m^L, a power of the string's length; a network of two layers has"
        + " not learnt it from four times as many.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "F. Cagnetta, L. Petrini, U. M. Tomasini, A. Favero, M. Wyart: How Deep Neural Networks Learn"
                + " Compositional Data: The Random Hierarchy Model. Physical Review X 14 (2024), figures"
                + " 2 to 6",
            """
            @article{cagnetta2024how,
              author = {Cagnetta, Francesco and Petrini, Leonardo and Tomasini, Umberto M. and Favero, Alessandro and Wyart, Matthieu},
              title = {How Deep Neural Networks Learn Compositional Data: The Random Hierarchy Model},
              journal = {Physical Review X},
              volume = {14}, number = {3}, pages = {031001}, year = {2024}
            }
            """),
        PositionPaper.whole());
  }

  @Override
  public String prediction() {
    return "P* ~ n_c m^L: the slope of log P* is 1 in log(n_c m^L) where v = m grows, and 1 in log n_c;"
        + " error(two layers, 4 P*) > (1 - 1/n_c) / 2 as long as 4 P* < P_max / 4, with"
        + " P_max = n_c m^((s^L - 1)/(s - 1))";
  }

  @Override
  public String rule() {
    return "P* is the number of samples at which the median test error over grammars falls to a tenth of"
        + " chance's, by a straight line in logarithms between rungs of the ladder. Slopes have 95%"
        + " intervals of a bootstrap that draws grammars anew at each size, drawn out by how far the"
        + " slope moves without the smallest size. That in log(n_c m^L) must lie within 0.25 of 1, that in"
        + " log n_c within 0.2. The mean error over chance's of two-layer networks with as many parameters"
        + " must have its whole 95% t-interval above 1/2 at 4 P*, at every size on the diagonal where 4 P*"
        + " < P_max / 4. All must hold; one that lies wholly outside fails; what is not reached leaves it"
        + " undecided.";
  }

  @Override
  public String control() {
    return "the rules are Latin squares, so that no proper part of a string tells anything of its class";
  }

  @Override
  public String deviations() {
    return "Two classes on the diagonal, and two to six at six symbols where classes grow: which numbers of"
        + " classes, the rule leaves open. Networks have 64 channels, not a multiple of the alphabet, and"
        + " are trained by Adam in batches of 128 from He's initialisation, with a rate that rises over a"
        + " twentieth of the steps and then falls, until the mean training loss of a pass is 0.01 or steps"
        + " run out; the source takes gradient descent with momentum, which --full does. First rates are"
        + " chosen for each size and architecture among four by the test error on further grammars with 4"
        + " n_c m^L samples (four times as many for two layers). A climb ends when every grammar is"
        + " learnt. Two-layer networks equal in multiply-adds are printed, not judged. Sensitivities"
        + " exchange one symbol of a level, not all of them at once.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return HierarchyKeys.of(mode);
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int trials = 0;
    int networks = 0;
    double flops = 0;
    int seeds = values.integer(HierarchyKeys.SEEDS);
    int tuned = values.integer(HierarchyKeys.VALIDATION) * values.reals(HierarchyKeys.RATES).size();
    for (Cell cell : Cell.all(values)) {
      trials += seeds;
      int rungs = rungs(cell, values);
      int shallow = cell.diagonal() && !setup.control() ? HierarchyTask.SHALLOW.size() : 0;
      int trained = seeds * (rungs + shallow) + tuned * (1 + shallow);
      networks += trained;
      double most =
          (double) values.integer(HierarchyKeys.STEPS) * values.integer(HierarchyKeys.BATCH);
      flops += trained * Math.min(FITTING_ROWS, most) * 6 * cell.deep(values).multiplyAdds();
    }
    return new Cost(trials, networks, 8 + flops / FLOPS_PER_SECOND);
  }

  /** Rungs that a climb is expected to take; a control climbs to the top. */
  private static int rungs(Cell cell, SettingValues values) {
    int[] sizes = cell.ladder(values).sizes();
    int rungs = 1;
    while (rungs < sizes.length
        && (values.setup().control() || sizes[rungs - 1] < EXPECTED * cell.shape().deepScale())) {
      rungs++;
    }
    return rungs;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    List<TrialTask> tasks = new ArrayList<>();
    for (Cell cell : Cell.all(values)) {
      tasks.add(new HierarchyTask(cell, values, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
