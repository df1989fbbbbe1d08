package io.fanin.experiments.claim.learnability;

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
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** A measurement: which exact quantity of a sparse target tells how long it takes to learn. */
public final class Learnability implements ClaimProvider {
  static final String SIZES = "n";
  static final String DRAWN = "drawn";
  static final String TRAINED = "trained";
  static final String MINORITY = "minority";
  static final String SIGNAL = "signal";
  static final String STARTS = "starts";
  static final String PARAMETERS = "parameters";
  static final String ERROR = "error";
  static final String STEPS = "steps";
  static final String BATCH = "batch";
  static final String RATES = "rates";
  static final String VALIDATION = "validation-targets";

  private static final double FLOPS_PER_SECOND = 4e10;

  @Override
  public String id() {
    return "learnability";
  }

  @Override
  public String title() {
    return "What makes a sparse target learnable";
  }

  @Override
  public String sentence() {
    return "Every practical target is compositionally sparse, so that sparsity alone cannot tell the learnable"
        + " from the hard: how well leap, spectrum and the correlations of constituents with the output"
        + " order random sparse targets by the samples that they take, and how many of them have a"
        + " first-order signal, is measured.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        PositionPaper.at("section 4.4"),
        new Source(
            "E. Abbe, E. Boix-Adserà, T. Misiakiewicz: SGD Learning on Neural Networks: Leap Complexity and"
                + " Saddle-to-Saddle Dynamics. COLT 2023",
            """
            @inproceedings{abbe2023sgd,
              author = {Abbe, Emmanuel and Boix-Adser{\\`a}, Enric and Misiakiewicz, Theodor},
              title = {{SGD} Learning on Neural Networks: Leap Complexity and Saddle-to-Saddle Dynamics},
              booktitle = {Conference on Learning Theory},
              year = {2023}
            }
            """),
        new Source(
            "F. Harrell, K. Lee, D. Mark: Multivariable Prognostic Models. Statistics in Medicine 15 (1996)",
            """
            @article{harrell1996multivariable,
              author = {Harrell, Frank E. and Lee, Kerry L. and Mark, Daniel B.},
              title = {Multivariable Prognostic Models: Issues in Developing Models, Evaluating Assumptions and Adequacy, and Measuring and Reducing Errors},
              journal = {Statistics in Medicine},
              volume = {15}, number = {4}, pages = {361--387}, year = {1996}
            }
            """));
  }

  @Override
  public String prediction() {
    return "none published; the hypothesis is that the staircase of nodes, min over frontiers of max over"
        + " their vertices |corr(vertex, output)|, orders targets better than size, depth and n, and than"
        + " global measures";
  }

  @Override
  public String rule() {
    return "A measurement, not judged. Harrell's C of every quantity with the median time over starts, pairs"
        + " within one family and one architecture alone, all together; targets that were not learnt are"
        + " later than all that were. Given is C less the largest of the C of size, depth and n, with the"
        + " 95% interval of the bootstrap over targets within families. The share of targets of leap 1"
        + " has an exact binomial interval.";
  }

  @Override
  public String control() {
    return "every target's quantities are those of another target of its family";
  }

  @Override
  public String deviations() {
    return "Inputs are uniform signs and not biased; constituents are gates of two arguments, or a rule of"
        + " three. Draws whose rarer value has too small a share are drawn anew, since a constant would"
        + " learn them. Fresh samples, gradient descent on the hinge loss; a target is learnt when its"
        + " error over all rows is a tenth of that of the best constant. All networks have about the"
        + " same number of parameters; targets of one n see the same rows. Concordance stands in the"
        + " place of a fitted model's held-out R².";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integers(SIZES, full ? List.of(8, 10, 12) : List.of(6, 8, 10), "Inputs of the targets.")
            .between(4, 14)
            .unit("signs"),
        Key.integer(DRAWN, full ? 120 : 60, "Targets of each family that are looked at.")
            .between(2, 10_000),
        Key.integer(TRAINED, full ? 120 : 30, "Targets of each family that are learnt.")
            .between(2, 10_000),
        Key.real(MINORITY, 0.2, "Least share of a target's rarer value.").between(0.01, 0.5),
        Key.real(SIGNAL, 0.1, "First-order coefficient that counts as a signal.")
            .above(0)
            .atMost(1),
        Key.integer(STARTS, full ? 5 : 3, "Networks for each target.").between(1, 100),
        Key.integer(PARAMETERS, 1000, "Parameters of each network, about.").between(20, 1_000_000),
        Key.real(ERROR, 0.1, "Error over that of the best constant at which a target is learnt.")
            .above(0)
            .below(1),
        Key.integer(STEPS, full ? 100_000 : 10_000, "Steps at most.").between(16, 100_000_000),
        Key.integer(BATCH, 32, "Fresh samples in a step.").between(1, 10_000).unit("samples"),
        Key.reals(RATES, List.of(0.03, 0.1, 0.3, 1.0), "Learning rates to choose from.")
            .above(0)
            .atMost(10),
        Key.integer(VALIDATION, 1, "Targets of each family on which the rate is chosen.")
            .between(1, 100));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int families = Family.values().length;
    int learnt = families * trained(values);
    int networks = learnt * Arm.values().length * values.integer(STARTS);
    double rows = 0.1 * values.integer(STEPS) * values.integer(BATCH); // most are learnt early
    double flops = 6.0 * values.integer(PARAMETERS) * rows * networks;
    int trials = families * values.integer(DRAWN) + learnt * Arm.values().length;
    return new Cost(trials, networks, 2 + flops / FLOPS_PER_SECOND);
  }

  private static int trained(SettingValues values) {
    int trained = values.integer(TRAINED);
    if (trained > values.integer(DRAWN)) {
      throw new InvalidInputException(
          "%s=%d is above %s=%d; targets that are learnt are among those that are drawn"
              .formatted(TRAINED, trained, DRAWN, values.integer(DRAWN)));
    }
    return trained;
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    Rates rates = new Rates(values, environment);
    int trained = trained(values);
    List<Integer> sizes = values.integers(SIZES).stream().distinct().toList();
    List<TrialTask> tasks = new ArrayList<>();
    List<RandomTarget> drawn = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int number = 0; number < values.integer(DRAWN); number++) {
        drawn.add(RandomTarget.of(family, number, values));
      }
    }
    for (Arm arm : Arm.values()) {
      for (int n : sizes) {
        List<RandomTarget> own =
            drawn.stream().filter(t -> t.number() < trained && t.inputs() == n).toList();
        if (!own.isEmpty()) {
          tasks.add(new LearningTask(new Course(arm, own, values), values, rates, environment));
        }
      }
    }
    for (Family family : Family.values()) {
      List<RandomTarget> own = drawn.stream().filter(t -> t.family() == family).toList();
      tasks.add(new OracleTask(own, values));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
