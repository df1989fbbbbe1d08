package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.PositionPaper;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.List;

/**
 * Local wiring beats dense wiring on images, and loses its advantage when the pixels are moved: it
 * is the match between wiring and target that helps, not the number of parameters.
 */
public final class Locality implements ClaimProvider {
  @Override
  public String id() {
    return "locality";
  }

  @Override
  public String title() {
    return "Locality";
  }

  @Override
  public String sentence() {
    return "On images, networks whose units read small neighbourhoods generalise better than dense"
        + " ones of the same size, with or without shared weights; on images whose pixels are moved"
        + " by a fixed permutation they do not keep that advantage.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "T. Poggio, H. Mhaskar, L. Rosasco, B. Miranda, Q. Liao: Why and when can deep – but not"
                + " shallow – networks avoid the curse of dimensionality: a review. International"
                + " Journal of Automation and Computing 14 (2017), figure 6",
            """
            @article{poggio2017why,
              author = {Poggio, Tomaso and Mhaskar, Hrushikesh and Rosasco, Lorenzo and Miranda, Brando and Liao, Qianli},
              title = {Why and when can deep -- but not shallow -- networks avoid the curse of dimensionality: a review},
              journal = {International Journal of Automation and Computing},
              volume = {14}, number = {5}, pages = {503--519}, year = {2017}
            }
            """),
        PositionPaper.whole());
  }

  @Override
  public String prediction() {
    return "error(local) < error(dense); error(local) < error(local, pixels shuffled);"
        + " error(convolutional) < error(convolutional, pixels shuffled)";
  }

  @Override
  public String rule() {
    return "Each of the three orderings is tested one-sided at .05 on paired differences of test"
        + " error, by a bootstrap that resamples training sets and test digits (crossed), corrected"
        + " by Holm, and must reach the minimum effect. All three: holds. One whose whole 95%"
        + " interval lies below the minimum effect: fails. Otherwise: undecided. The learning rate"
        + " of each arm on each set is the one with the lowest validation error on the other sets.";
  }

  @Override
  public String control() {
    return "every local and convolutional network sees moved pixels, so that no arm is matched to the"
        + " images any more";
  }

  @Override
  public String deviations() {
    return "The source trains deep networks on CIFAR-10; here networks with one hidden layer are"
        + " trained on small sets of 8 by 8 digits with Adam, at equal numbers of parameters and,"
        + " in a second table, at equal multiply-adds. --full also trains dense networks on moved"
        + " pixels, printed as an equivalence, and shows learning curves; MNIST's pictures of 28 by"
        + " 28 pixels do not ship with Fanin: data=FILE takes them.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    return LocalityKeys.of(mode);
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    int networks = LocalityPlan.networks(setup);
    LocalityValues values = new LocalityValues(setup);
    double epochs = values.real(LocalityKeys.EPOCHS);
    double parameters = values.real(LocalityKeys.PARAMETERS);
    double digits =
        LocalityPlan.groups(setup).stream().mapToDouble(g -> (double) g.samples() * g.sets()).sum();
    double flops = 6 * parameters * epochs * digits;
    return new Cost(networks, networks, 2 + flops / FLOPS_PER_SECOND);
  }

  /** Measured on small batches on two cores. */
  private static final double FLOPS_PER_SECOND = 1.7e10;

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    return LocalityPlan.tasks(setup, environment);
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new LocalityConclusion(this, setup, results).report();
  }
}
