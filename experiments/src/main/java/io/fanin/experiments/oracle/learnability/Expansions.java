package io.fanin.experiments.oracle.learnability;

import io.fanin.experiments.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The predictors that an expansion in an orthogonal basis gives. */
enum Expansions {
  INFORMATION("information exponent", "informationExponent"),
  LEAP("leap", "leap"),
  PROFILE("weight by degree", "weightByDegree"),
  SENSITIVITY("average sensitivity", "averageSensitivity");

  private static final int MOST_STEPS = 12;
  private static final double NOTHING = 0.0005;

  private final String label;
  private final String key;

  Expansions(String label, String key) {
    this.label = label;
    this.key = key;
  }

  String label() {
    return label;
  }

  String key() {
    return key;
  }

  /**
   * All of them.
   *
   * @param relevant how many inputs matter
   * @param normal whether the inputs are normal instead of signs
   */
  static List<Predictor> of(Spectrum spectrum, int relevant, boolean normal) {
    List<Predictor> predictors = new ArrayList<>();
    if (spectrum.reads().isEmpty()) {
      predictors.add(new Predictor(INFORMATION.label, INFORMATION.key, 0.0, "0", "it is constant"));
      return predictors;
    }
    predictors.add(information(spectrum.informationExponent()));
    predictors.add(leap(spectrum.climb(), normal));
    predictors.add(profile(spectrum));
    if (!normal) {
      double sensitivity = spectrum.totalInfluence();
      predictors.add(
          sensitivity(new Interval(sensitivity, sensitivity, sensitivity, 0.95), relevant));
    }
    return predictors;
  }

  private static Predictor information(int k) {
    String meaning =
        switch (k) {
          case 1 -> "single inputs correlate with the output: a signal from the first step";
          case 2 -> "no single input correlates, pairs do: about d log d steps to the first signal";
          default ->
              "the first signal is of degree %d: about d^%d steps to find it".formatted(k, k - 1);
        };
    return new Predictor(
        INFORMATION.label, INFORMATION.key, (double) k, Integer.toString(k), meaning);
  }

  private static Predictor leap(List<Integer> steps, boolean normal) {
    int leap = steps.stream().mapToInt(s -> s).max().orElse(0);
    String shown =
        steps.stream().limit(MOST_STEPS).map(s -> s.toString()).collect(Collectors.joining(", "))
            + (steps.size() > MOST_STEPS ? ", …" : "");
    String meaning =
        leap == 1
            ? "a staircase: each step adds one input, and about d steps learn it"
            : leap == 2
                ? "about d log d steps of online descent"
                : "about d^%d steps of online descent".formatted(leap - 1);
    return new Predictor(
        LEAP.label,
        LEAP.key,
        (double) leap,
        "%d (new inputs at each step: %s)".formatted(leap, shown),
        meaning + (normal ? ", in the basis of its own inputs" : ""));
  }

  /** Descent from random weights does not know the basis of normal inputs. */
  static Predictor rotated(int leap) {
    return new Predictor(
        "leap over rotations",
        "rotatedLeap",
        (double) leap,
        Integer.toString(leap),
        "the largest in any basis: what rules for rotation-invariant descent");
  }

  private static Predictor profile(Spectrum spectrum) {
    double[] shares = spectrum.weightByDegree();
    List<String> parts = new ArrayList<>();
    for (int k = 1; k < shares.length; k++) {
      if (shares[k] >= NOTHING) {
        parts.add(String.format(Locale.ROOT, "%.3g at %d", shares[k], k));
      }
    }
    return new Predictor(
        PROFILE.label,
        PROFILE.key,
        null,
        String.join(", ", parts),
        "degree %d: a kernel needs about d^k samples for the share at degree k"
            .formatted(spectrum.degree()));
  }

  static Predictor sensitivity(Interval interval, int relevant) {
    boolean point = interval.low() == interval.high();
    String number =
        point
            ? String.format(Locale.ROOT, "%.4g", interval.estimate())
            : String.format(
                Locale.ROOT,
                "%.3g [%.3g, %.3g]",
                interval.estimate(),
                interval.low(),
                interval.high());
    return new Predictor(
        SENSITIVITY.label,
        SENSITIVITY.key,
        interval.estimate(),
        number + " of at most " + relevant + " for values of -1 and 1",
        "what is less sensitive is learnt sooner and is robust to noise at its inputs");
  }
}
