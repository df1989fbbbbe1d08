package io.fanin.experiments.claim.samplerate;

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
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** The error of matched networks falls with samples at a rate that knows constituents alone. */
public final class SampleRate implements ClaimProvider {
  static final String INPUTS = "n";
  static final String BETA = "beta";
  static final String LEVELS = "levels";
  static final String NOISE = "noise";
  static final String SIZES = "samples";
  static final String SEEDS = "seeds";
  static final String VALIDATION_SEEDS = "validation-seeds";
  static final String VALIDATION = "validation-rows";
  static final String TEST = "test-rows";
  static final String WIDTHS = "widths";
  static final String DENSE = "dense";
  static final String RATES = "rates";
  static final String STEPS = "steps";
  static final String BATCH = "batch";
  static final String KERNEL = "kernel-width";
  static final String RIDGES = "ridges";
  static final String KERNEL_LARGEST = "kernel-largest";
  static final String MINIMUM = "minimum-effect";

  private static final int LEAST_SIZES = 3;
  private static final double FLOPS_PER_SECOND = 4.8e10;
  private static final double KERNEL_CUBE = 6e-11; // seconds of a fit by rows^3, measured
  private static final double KERNEL_SQUARE = 1.2e-8; // seconds of a kernel's value, measured

  @Override
  public String id() {
    return "sample-rate";
  }

  @Override
  public String title() {
    return "Sample rate";
  }

  @Override
  public String sentence() {
    return "The squared error of networks with the target's wiring falls with samples as"
        + " samples^(-2b/(2b+2)), where b is the smoothness of its constituents of two arguments,"
        + " -1/2 for b = 1, whatever the number of inputs; kernel ridge regression is slower.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "J. Schmidt-Hieber: Nonparametric regression using deep neural networks with ReLU"
                + " activation function. Annals of Statistics 48 (2020), theorems 1 and 3",
            """
            @article{schmidthieber2020nonparametric,
              author = {Schmidt-Hieber, Johannes},
              title = {Nonparametric regression using deep neural networks with {ReLU} activation function},
              journal = {Annals of Statistics},
              volume = {48}, number = {4}, pages = {1875--1897}, year = {2020}
            }
            """),
        new Source(
            "M. Kohler, S. Langer: On the rate of convergence of fully connected deep neural"
                + " network regression estimates. Annals of Statistics 49 (2021)",
            """
            @article{kohler2021rate,
              author = {Kohler, Michael and Langer, Sophie},
              title = {On the rate of convergence of fully connected deep neural network regression estimates},
              journal = {Annals of Statistics},
              volume = {49}, number = {4}, pages = {2231--2249}, year = {2021}
            }
            """));
  }

  @Override
  public String prediction() {
    return "d log E(f - f*)^2 / d log samples = -2 b/(2 b + 2) for matched networks, b = beta^depth"
        + " (a rough function of a rough one is rougher, not so for beta = 1); closer to 0"
        + " for kernel ridge regression, -2 b/(2 b + n) in the worst case";
  }

  @Override
  public String rule() {
    return "One slope of log squared test error on log samples for each seed; the 95% t-interval of"
        + " their mean, drawn out by what it moves without the smallest size. Matched"
        + " networks: inside the prediction ± 0.12 holds, disjoint from it fails. Kernel"
        + " ridge regression must be slower: the paired difference of slopes, on the sizes"
        + " that both have, is tested one-sided at .05 and must reach the minimum effect."
        + " Both must hold. Width and rate, or the ridge, are chosen for each size"
        + " by validation rows of further seeds, which are not tested.";
  }

  @Override
  public String control() {
    return "matched networks get a tree whose lowest nodes read inputs of two different pairs";
  }

  @Override
  public String deviations() {
    return "The theorems are on least squares over sparse networks; here networks are trained by"
        + " Adam and stopped by validation rows. Constituents are Takagi's series in the"
        + " plane with random signs, the functions of the lower bound. Noise of 0.3 standard"
        + " deviations instead of small noise: the rate is that of noise, and with 0.1 the"
        + " smaller sizes would be limited by having fewer samples than the target has"
        + " cells. Dense networks are printed, not judged: they reach the rate too, by the"
        + " second source. Ten seeds, since orderings need ten pairs. Without shared weights"
        + " equal parameters are equal multiply-adds up to biases, so one table shows both.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> sizes =
        full
            ? List.of(128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
            : List.of(128, 256, 512, 1024, 2048, 4096);
    return List.of(
        Key.integer(INPUTS, full ? 8 : 4, "Inputs of the target's balanced tree.").between(4, 64),
        Key.real(BETA, 1, "Smoothness of the constituents.").above(0).atMost(1),
        Key.integer(LEVELS, full ? 10 : 9, "Scales of the constituents, each half the last.")
            .between(1, 10),
        Key.real(NOISE, 0.3, "Standard deviation of the noise over that of the target.")
            .between(0, 100),
        Key.integers(SIZES, sizes, "Samples to learn from, rising.").between(8, 10_000_000),
        Key.integer(SEEDS, 10, "Targets, each with samples and starts of its own.")
            .between(2, 1000),
        Key.integer(
                VALIDATION_SEEDS, 4, "Further targets, with samples of their own, to choose by.")
            .between(1, 1000),
        Key.integer(VALIDATION, 1000, "Rows to choose by.").between(10, 1_000_000),
        Key.integer(TEST, 2000, "Rows to test on.").between(10, 1_000_000),
        Key.integers(
                WIDTHS,
                full ? List.of(16, 48, 96) : List.of(16, 48),
                "Units of a matched constituent's layers to choose from; dense networks have as"
                    + " many parameters.")
            .between(1, 10_000),
        Key.flag(DENSE, full, "Whether dense networks are trained too; they are not judged."),
        Key.reals(
                RATES,
                full ? List.of(0.003, 0.01, 0.03) : List.of(0.01, 0.03),
                "Adam's first rates to choose from.")
            .above(0)
            .atMost(1),
        Key.integer(STEPS, full ? 10_000 : 3000, "Steps of Adam.").between(1, 100_000_000),
        Key.integer(BATCH, 64, "Samples in a step.").between(1, 100_000),
        Key.real(KERNEL, 4, "Width of the Laplace kernel.").above(0).atMost(1e6),
        Key.reals(RIDGES, List.of(0.01, 0.03, 0.1), "Ridges times samples to choose from.")
            .above(0)
            .atMost(1e6),
        Key.integer(KERNEL_LARGEST, full ? 4096 : 2048, "Most samples for the kernel.")
            .between(8, 20_000),
        Key.real(MINIMUM, 0.05, "Least difference of slopes that counts.").between(0, 10));
  }

  /**
   * Samples to learn from.
   *
   * @throws InvalidInputException if they do not rise or are too few sizes for a slope
   */
  static List<Integer> sizes(SettingValues values) {
    List<Integer> sizes = values.integers(SIZES);
    for (int i = 1; i < sizes.size(); i++) {
      if (sizes.get(i) <= sizes.get(i - 1)) {
        throw new InvalidInputException(
            "samples=%s must rise; put them in order, each once".formatted(sizes));
      }
    }
    long kernel = sizes.stream().filter(size -> size <= values.integer(KERNEL_LARGEST)).count();
    if (kernel < LEAST_SIZES) {
      throw new InvalidInputException(
          "samples=%s have %d sizes up to kernel-largest=%d, but a slope with a check needs %d;"
                  .formatted(sizes, kernel, values.integer(KERNEL_LARGEST), LEAST_SIZES)
              + " add some or raise it");
    }
    return sizes;
  }

  /** Seeds that are tested, and then those that choose. */
  static int allSeeds(SettingValues values) {
    return values.integer(SEEDS) + values.integer(VALIDATION_SEEDS);
  }

  /** The sizes at which the kernel is fitted too. */
  static List<Integer> kernelSizes(SettingValues values) {
    return sizes(values).stream().filter(n -> n <= values.integer(KERNEL_LARGEST)).toList();
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    int seeds = allSeeds(values);
    double members = (double) seeds * values.reals(RATES).size();
    double flops = 0;
    int networks = 0;
    for (int size : sizes(values)) {
      for (Group group : Group.networks(values)) {
        networks += (int) members;
        double rows = (double) values.integer(STEPS) * Math.min(values.integer(BATCH), size);
        flops += 6.0 * members * rows * group.network(values).multiplyAdds();
      }
    }
    int fits = seeds * values.reals(RIDGES).size();
    double kernel = 0;
    for (double n : kernelSizes(values)) {
      double others = n / 2 + values.integer(TEST) + values.integer(VALIDATION);
      kernel += fits * (KERNEL_CUBE * n * n * n + KERNEL_SQUARE * n * others);
    }
    int trials = networks + fits * kernelSizes(values).size();
    return new Cost(trials, networks, 4 + flops / FLOPS_PER_SECOND + kernel / 2);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    TreeSamples samples = new TreeSamples(values);
    List<Integer> sizes = sizes(values);
    List<TrialTask> tasks = new ArrayList<>();
    for (int i = sizes.size() - 1; i >= 0; i--) { // largest first, so that threads end together
      for (Group group : Group.networks(values)) {
        tasks.add(new NetworkTask(group, sizes.get(i), values, samples, environment));
      }
      if (sizes.get(i) <= values.integer(KERNEL_LARGEST)) {
        for (int seed = 0; seed < allSeeds(values); seed++) {
          tasks.add(new KernelTask(sizes.get(i), seed, values, samples));
        }
      }
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
