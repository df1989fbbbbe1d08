package io.fanin.experiments.claim.feature;

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
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three layers learn a quadratic of a quadratic from as many samples as the inner one needs. */
public final class FeatureLearning implements ClaimProvider {
  static final String INPUTS = "d";
  static final String SEEDS = "seeds";
  static final String ERROR = "error";
  static final String SMALLEST = "smallest";
  static final String LARGEST = "largest";
  static final String RATIO = "ratio";
  static final String VALIDATION = "validation-rows";
  static final String TEST = "test-rows";
  static final String WIDTH = "first-width";
  static final String READ_OUT = "third-width";
  static final String LAYER_RIDGES = "layer-ridges";
  static final String KERNEL_RIDGES = "kernel-ridges";
  static final String KERNEL_DEGREE = "kernel-degree";
  static final String RATES = "rates";
  static final String STEPS = "steps";
  static final String BATCH = "batch";
  static final String REDUCING_INPUTS = "reducing-d";
  static final String REDUCING_PARAMETERS = "reducing-parameters";
  static final String REDUCING_SEEDS = "reducing-seeds";
  static final String KAPPAS = "kappas";
  static final String MINIMUM = "minimum-ratio";

  @Override
  public String id() {
    return "feature-learning";
  }

  @Override
  public String title() {
    return "Feature learning";
  }

  @Override
  public String sentence() {
    return "A target g(p(x)) with a quadratic p of d inputs and g(p) = p + p^2 is learnt by a network of"
        + " three layers, trained layer by layer, from a number of samples in proportion to the"
        + " number of polynomials of degree 2, since it learns the feature p first; a kernel"
        + " needs one in proportion to those of degree 4, and so fewer layers need more samples.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "Z. Wang, E. Nichani, J. D. Lee: Learning Hierarchical Polynomials with Three-Layer Neural"
                + " Networks. ICLR 2024",
            """
            @inproceedings{wang2024learning,
              author = {Wang, Zihao and Nichani, Eshaan and Lee, Jason D.},
              title = {Learning Hierarchical Polynomials with Three-Layer Neural Networks},
              booktitle = {International Conference on Learning Representations},
              year = {2024}
            }
            """),
        new Source(
            "E. Nichani, A. Damian, J. D. Lee: Provable Guarantees for Nonlinear Feature Learning in"
                + " Three-Layer Neural Networks. NeurIPS 2023",
            """
            @inproceedings{nichani2023provable,
              author = {Nichani, Eshaan and Damian, Alex and Lee, Jason D.},
              title = {Provable Guarantees for Nonlinear Feature Learning in Three-Layer Neural Networks},
              booktitle = {Advances in Neural Information Processing Systems},
              volume = {36}, year = {2023}
            }
            """),
        new Source(
            "Y. Dandi, L. Pesce, L. Zdeborova, F. Krzakala: The Computational Advantage of Depth: Learning"
                + " High-Dimensional Hierarchical Functions with Gradient Descent. 2025, figures 2 and 7",
            """
            @article{dandi2025computational,
              author = {Dandi, Yatin and Pesce, Luca and Zdeborov{\\'a}, Lenka and Krzakala, Florent},
              title = {The Computational Advantage of Depth: Learning High-Dimensional Hierarchical Functions with Gradient Descent},
              journal = {arXiv:2502.13961}, year = {2025}
            }
            """));
  }

  @Override
  public String prediction() {
    return "n(three layers) ~ N_2 and n(kernel) ~ N_4, N_k = C(d + k - 1, k) - C(d + k - 3, k - 2) the number of"
        + " polynomials of degree k on the sphere: slope 1 for both; n(kernel) / n(three layers) > 1"
        + " and n(two layers) / n(three layers) > 1";
  }

  @Override
  public String rule() {
    return "n is the number of samples at which the squared error on test rows falls to the error set, over the"
        + " variance of the labels. For three layers and for the kernel the slope of log n on log N_k"
        + " over all d, with a 95% bootstrap interval over targets drawn out to the refit without"
        + " the smallest d, must lie in 1 ± 0.25. At the largest d both ratios must exceed 1:"
        + " one-sided paired t-tests at .05 on their logarithms, corrected by Holm, with a minimum"
        + " effect; where kernel or two layers did not arrive, the largest n counts, which makes the"
        + " ratio smaller. All: holds; any that fails: fails; otherwise, and where some n of a slope"
        + " or of three layers was not reached, undecided.";
  }

  @Override
  public String control() {
    return "the composition is broken: the label is p + q^2 - 1 with a quadratic q independent of p, which"
        + " the labels' part of degree 2 does not show";
  }

  @Override
  public String deviations() {
    return "Inputs are uniform on the sphere |x|^2 = d, as in the second source, and p has half of its eigenvalues"
        + " at +l and half at -l: the labels' part of degree 2 is then p itself, as the theorems want"
        + " it, for every d; with normal inputs and a normal matrix it would have more of something"
        + " else up to d = 16. Polynomials on the sphere take the place of Hermite polynomials. The"
        + " tolerance of the slopes is that of the hierarchy claim. Each"
        + " layer of the network of three is trained to the end: its training is convex, so that it is"
        + " computed as a ridge regression in place of many steps of gradient descent with weight"
        + " decay; both layers learn from the same samples. The networks trained by Adam, in all"
        + " layers, have as many parameters as that one, and are trained at the largest d only; the"
        + " one of three layers is printed, not judged; so is the third source's target, whose networks"
        + " are here trained in all layers together. The kernel is the polynomial one of the"
        + " target's degree. Ridges and rates are chosen from equally many at each n, on validation"
        + " rows.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integers(
                INPUTS,
                full ? List.of(6, 8, 10, 12, 14, 18) : List.of(6, 8, 10, 12, 14),
                "Numbers of inputs, rising; at least three.")
            .between(2, 64),
        Key.integer(SEEDS, 10, "Targets, each with its samples, for each d.").between(2, 1000),
        Key.real(ERROR, 0.3, "Squared error over the labels' variance that is to be reached.")
            .above(0)
            .below(1),
        Key.integer(SMALLEST, 32, "Smallest number of samples.").between(4, 100_000),
        Key.integer(LARGEST, 8192, "Largest number of samples.").between(8, 100_000),
        Key.real(RATIO, 1.3, "Ratio of the ladder between them.").between(1.05, 4),
        Key.integer(VALIDATION, 1000, "Rows that settings are chosen on.").between(10, 100_000),
        Key.integer(TEST, 2000, "Rows that errors are measured on.").between(10, 100_000),
        Key.integer(WIDTH, full ? 4096 : 1024, "Random units of the first of three layers.")
            .between(1, 16_384),
        Key.integer(READ_OUT, 100, "Random units of the third of three layers.").between(1, 4096),
        Key.reals(LAYER_RIDGES, List.of(1e-5, 1e-4, 1e-3), "Weight decays of the second layer.")
            .between(1e-12, 1e6),
        Key.reals(KERNEL_RIDGES, List.of(1e-6, 1e-4, 1e-2), "Ridges of the kernel.")
            .between(1e-12, 1e6),
        Key.integer(KERNEL_DEGREE, 4, "Degree of the polynomial kernel.").between(4, 20),
        Key.reals(RATES, List.of(0.001, 0.003, 0.01), "Adam's first rates.").between(1e-8, 10),
        Key.integer(STEPS, full ? 20_000 : 2000, "Steps of Adam.").between(1, 10_000_000),
        Key.integer(BATCH, 64, "Samples in a step.").between(1, 100_000),
        Key.integer(
                REDUCING_INPUTS,
                full ? 64 : 36,
                "Inputs of the target that reduces its dimension; a square.")
            .between(4, 1024),
        Key.reals(
                KAPPAS,
                full ? List.of(1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2) : List.of(1.2, 1.5, 1.8, 2.1),
                "Logarithms of its samples to the base of its inputs.")
            .between(0.5, 3),
        Key.integer(
                REDUCING_PARAMETERS,
                full ? 400_000 : 8000,
                "Parameters of each network that learns it, nearly.")
            .between(100, 10_000_000),
        Key.integer(REDUCING_SEEDS, full ? 20 : 5, "Targets of this kind.").between(2, 1000),
        Key.real(MINIMUM, 1.1, "Smallest ratio of samples that counts.").between(1, 100));
  }

  static List<Integer> ladder(SettingValues values) {
    int smallest = values.integer(SMALLEST);
    int largest = values.integer(LARGEST);
    if (smallest >= largest) {
      throw new InvalidInputException(
          "smallest=%d must be less than largest=%d; lower one or raise the other"
              .formatted(smallest, largest));
    }
    return SampleSearch.ladder(smallest, largest, values.real(RATIO));
  }

  static List<Integer> inputs(SettingValues values) {
    List<Integer> inputs = values.integers(INPUTS);
    for (int i = 1; i < inputs.size(); i++) {
      if (inputs.get(i) <= inputs.get(i - 1)) {
        throw new InvalidInputException(
            "d=%s must rise; put them in order, each once".formatted(inputs));
      }
    }
    if (inputs.size() < 3) {
      throw new InvalidInputException(
          "d=%s are too few for a slope and its refit; name at least 3".formatted(inputs));
    }
    return inputs;
  }

  /** A network trained by Adam: as many parameters as the one trained by layers, nearly. */
  static Network network(Arm arm, int d, SettingValues values) {
    return network(
        arm, d, ThreeLayers.parameters(d, values.integer(WIDTH), values.integer(READ_OUT)));
  }

  /** The widest network of an arm with at most so many parameters. */
  static Network network(Arm arm, int d, long parameters) {
    int hidden = arm == Arm.TWO_LAYERS ? 1 : 2;
    int width = 1;
    while (GradientLearner.parameters(d, hidden, width + 1) <= parameters) {
      width++;
    }
    return GradientLearner.network(d, hidden, width);
  }

  /** What a trial of an arm depends on beside target and samples. */
  static Map<String, Object> armSettings(Arm arm, SettingValues values) {
    return switch (arm) {
      case KERNEL ->
          Map.of("ridges", values.reals(KERNEL_RIDGES), "degree", values.integer(KERNEL_DEGREE));
      case THREE_LAYERS ->
          Map.of(
              "ridges",
              values.reals(LAYER_RIDGES),
              "first",
              values.integer(WIDTH),
              "third",
              values.integer(READ_OUT));
      case TWO_LAYERS, THREE_LAYERS_ADAM ->
          Map.of(
              "rates",
              values.reals(RATES),
              "steps",
              values.integer(STEPS),
              "batch",
              values.integer(BATCH),
              "first",
              values.integer(WIDTH),
              "third",
              values.integer(READ_OUT));
    };
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    return new SearchCost(new SettingValues(setup)).cost();
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    ladder(values);
    ReducingTarget.inputs(values);
    List<TrialTask> tasks = new ArrayList<>();
    for (Arm arm : Arm.values()) { // the costliest first
      for (int d : arm.inputs(values)) {
        for (int number = 0; number < values.integer(SEEDS); number++) {
          tasks.add(new SearchTask(arm, d, number, values, environment));
        }
      }
    }
    tasks.addAll(ReducingTask.all(values, environment));
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
