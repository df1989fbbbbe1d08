package io.fanin.experiments.oracle.learnability;

import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.experiments.oracle.fourier.FourierSpectrum;
import io.fanin.experiments.oracle.staircase.RotatedLeap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.TIntervals;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.function.Input;
import io.fanin.function.InputLaw;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What predicts how hard an output is to learn by gradient descent: its expansion in the basis of
 * its inputs' law (information exponent, leap, weights by degree), its average sensitivity, and the
 * correlations of its constituents with it.
 *
 * <p>Exact where the inputs that matter are at most 20 fair signs or bits, or where the output is a
 * polynomial of fair signs or of standard normal inputs; from a seeded sample with 95% intervals
 * otherwise; for laws without such a basis only correlations are defined. Sources: E. Abbe, E.
 * Boix-Adserà, T. Misiakiewicz, COLT 2023 (leap); G. Ben Arous, R. Gheissari, A. Jagannath, JMLR
 * 2021 (information exponent); P. Disselhoff, M. Wand, ICML 2026 (junta profile).
 *
 * @param method how it was computed, in a clause
 * @param predictors in the order to be shown; unmodifiable
 */
public record Learnability(String method, List<Predictor> predictors) {
  private static final long MOST_EVALUATIONS = 4_000_000_000L;
  private static final int MOST_VARIABLES = 256;
  private static final int MOST_ROTATED = 8;
  private static final int FLIPS = 4096;

  private enum Law {
    FAIR_SIGNS,
    NORMAL,
    OTHER
  }

  /** Copies the list. */
  public Learnability {
    predictors = List.copyOf(predictors);
  }

  /**
   * The predictors of one output.
   *
   * <p>Cost: up to {@code 2^20} evaluations of the function.
   *
   * @param output from 0
   * @param seed of the sample, where one is drawn
   */
  public static Learnability of(SparseFunction function, int output, long seed) {
    int[] relevant = relevant(function, output);
    RandomStream random = RandomStream.of(seed, "learnability");
    Law law = law(function, relevant);
    if (law == Law.FAIR_SIGNS && enumerable(function, relevant)) {
      return exact(function, output, relevant);
    }
    Correlations sample = Correlations.sampled(function, output, random);
    String from = "sample of %,d rows, seed %d, 95%% intervals".formatted(sample.rows(), seed);
    List<Predictor> predictors = new ArrayList<>();
    if (law == Law.OTHER) {
      String why = laws(function, relevant);
      for (Expansions kind : Expansions.values()) {
        predictors.add(Predictor.undefined(kind.label(), kind.key(), why));
      }
    } else {
      Optional<SparsePolynomial> polynomial = polynomial(function, output);
      if (polynomial.isPresent()) {
        from = "expansion exact, as the output is a polynomial; correlations from a " + from;
        predictors.addAll(expanded(polynomial.get(), relevant, law));
      } else {
        predictors.addAll(firstOrder(function, sample, relevant));
        if (law == Law.FAIR_SIGNS) {
          Interval flips = flips(function, output, relevant, random);
          predictors.add(Expansions.sensitivity(flips, relevant.length));
        }
      }
    }
    predictors.addAll(Constituents.of(function, output, sample));
    return new Learnability(from, predictors);
  }

  private static Learnability exact(SparseFunction function, int output, int[] relevant) {
    Correlations all = Correlations.enumerated(function, output, relevant);
    Spectrum spectrum =
        Spectrum.of(FourierSpectrum.of(all.labels()), relevant, function.inputs().size());
    List<Predictor> predictors = Expansions.of(spectrum, relevant.length, false);
    predictors.addAll(Constituents.of(function, output, all));
    return new Learnability(
        "exact: all %,d rows of the %d inputs that matter".formatted(all.rows(), relevant.length),
        predictors);
  }

  private static int[] relevant(SparseFunction function, int output) {
    int root = function.graph().outputs()[output];
    return function.graph().lightConeInputs(root).stream().toArray();
  }

  private static boolean enumerable(SparseFunction function, int[] relevant) {
    return relevant.length <= Cube.MAX_INPUTS
        && (1L << relevant.length) * function.graph().vertices() <= MOST_EVALUATIONS;
  }

  private static Law law(SparseFunction function, int[] relevant) {
    boolean signs = true;
    boolean normal = true;
    for (int i : relevant) {
      Input input = function.inputs().get(i);
      signs &= fair(input);
      normal &= input.law().equals(new InputLaw.Normal(0, 1));
    }
    return signs ? Law.FAIR_SIGNS : normal ? Law.NORMAL : Law.OTHER;
  }

  private static boolean fair(Input input) {
    InputLaw law = input.law();
    boolean narrow = input.type().equals(InputType.BIT) || input.type().equals(InputType.SIGN);
    return narrow
        && (law.equals(new InputLaw.Bernoulli(0.5)) || law.equals(new InputLaw.Rademacher(0.5)));
  }

  private static String laws(SparseFunction function, int[] relevant) {
    TreeSet<String> laws = new TreeSet<>();
    for (int i : relevant) {
      laws.add(function.inputs().get(i).law().toString());
    }
    return laws.first() + (laws.size() > 1 ? " and others" : "");
  }

  private static Optional<SparsePolynomial> polynomial(SparseFunction function, int output) {
    if (function.inputs().size() > MOST_VARIABLES) {
      return Optional.empty();
    }
    try {
      return Optional.of(SparsePolynomial.of(function, output));
    } catch (InvalidInputException e) {
      return Optional.empty(); // not a polynomial, or too large a one: sampled instead
    }
  }

  private static List<Predictor> expanded(SparsePolynomial monomials, int[] relevant, Law law) {
    if (law == Law.FAIR_SIGNS) {
      return Expansions.of(Spectrum.of(monomials.inSigns()), relevant.length, false);
    }
    List<Predictor> predictors =
        Expansions.of(Spectrum.of(monomials.inHermite()), relevant.length, true);
    if (relevant.length <= MOST_ROTATED && !predictors.isEmpty()) {
      predictors.add(Expansions.rotated(RotatedLeap.of(among(monomials, relevant)).value()));
    }
    return predictors;
  }

  /** The same polynomial without the variables that it does not read. */
  private static SparsePolynomial among(SparsePolynomial polynomial, int[] relevant) {
    List<Term> terms = new ArrayList<>();
    for (Term term : polynomial.terms()) {
      List<Integer> exponents =
          Arrays.stream(relevant).mapToObj(i -> term.exponents().get(i)).toList();
      terms.add(new Term(exponents, term.coefficient()));
    }
    return SparsePolynomial.of(relevant.length, polynomial.basis(), terms);
  }

  /**
   * Whether single inputs correlate with the output: all that a sample can tell of the spectrum.
   */
  private static List<Predictor> firstOrder(
      SparseFunction function, Correlations sample, int[] relevant) {
    double largest = 0;
    @Nullable String name = null;
    for (int i : relevant) {
      double size = sample.sizes()[function.offset(i)];
      if (size > largest) {
        largest = size;
        name = function.inputs().get(i).name();
      }
    }
    Interval interval = sample.interval(largest, relevant.length);
    boolean seen = interval.low() > 0 && name != null;
    return List.of(
        new Predictor(
            "information exponent",
            Expansions.INFORMATION.key(),
            seen ? 1.0 : null,
            seen ? "1 (%s: %s)".formatted(name, interval) : "not seen at degree 1",
            seen
                ? "a single input correlates with the output: a signal from the first step"
                : "no input correlates with the output by more than %.2g"
                    .formatted(interval.high())),
        new Predictor(
            Expansions.LEAP.label(),
            Expansions.LEAP.key(),
            null,
            "not computed: more than %d inputs matter, and the output is no polynomial of few terms"
                .formatted(Cube.MAX_INPUTS),
            ""));
  }

  /** {@code inputs (f(x) - f(x flipped at a random input))^2 / 4}: unbiased for total influence. */
  static Interval flips(SparseFunction function, int output, int[] relevant, RandomStream random) {
    double[] found = new double[FLIPS];
    for (int r = 0; r < FLIPS; r++) {
      double[] row = function.sample(random, 1);
      double before = function.evaluate(row)[output];
      int i = relevant[random.nextInt(relevant.length)];
      boolean bit = function.inputs().get(i).type().equals(InputType.BIT);
      row[i] = bit ? 1 - row[i] : -row[i];
      double change = before - function.evaluate(row)[output];
      found[r] = relevant.length * change * change / 4;
    }
    return TIntervals.mean(found, VerdictRule.LEVEL);
  }
}
