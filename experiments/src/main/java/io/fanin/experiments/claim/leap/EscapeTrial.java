package io.fanin.experiments.claim.leap;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.staircase.DfPde;
import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One start of the limit from weights of one size.
 *
 * @param target as it is integrated, in the basis of signs
 * @param term which of its terms is waited for
 * @param size of the first weights
 * @param start number of the start, the same directions at every size
 */
record EscapeTrial(
    SparsePolynomial target, int term, double size, int start, SettingValues values) {
  static final String ESCAPE = "escape";
  private static final double EVERY = 1;
  private static final double SAME_RATIO = 1e-6;

  /** Target by target, size by size, start by start. */
  static List<EscapeTrial> all(SettingValues values) {
    List<Double> sizes = sizes(values);
    List<EscapeTrial> trials = new ArrayList<>();
    for (String text : values.texts(LeapTime.TARGETS)) {
      Awaited awaited = awaited(text, values.setup().control());
      for (double size : sizes) {
        for (int start = 0; start < values.integer(LeapTime.SEEDS); start++) {
          trials.add(new EscapeTrial(awaited.target(), awaited.term(), size, start, values));
        }
      }
    }
    return trials;
  }

  /**
   * What is learnt and which of its terms is waited for.
   *
   * @param target in the basis of signs
   * @param term among those that are not constant
   */
  record Awaited(SparsePolynomial target, int term) {}

  /** The highest term of a polynomial, which the control bridges. */
  static Awaited awaited(String text, boolean control) {
    SparsePolynomial plain = SparsePolynomial.parse(text).inSigns();
    SparsePolynomial target = control ? bridged(plain) : plain;
    List<List<Integer>> terms = target.nonConstant().stream().map(Term::exponents).toList();
    return new Awaited(target, terms.indexOf(top(plain).exponents()));
  }

  /** The sizes, checked to be a falling geometric grid. */
  static List<Double> sizes(SettingValues values) {
    List<Double> sizes = values.reals(LeapTime.SIZES);
    double ratio = sizes.size() < 3 ? 0 : sizes.get(0) / sizes.get(1);
    boolean fits = ratio > 1;
    for (int i = 1; i < sizes.size(); i++) {
      fits &= Math.abs(sizes.get(i - 1) / sizes.get(i) - ratio) <= SAME_RATIO * ratio;
    }
    if (!fits) {
      throw new InvalidInputException(
          "delta=%s is no falling geometric grid of at least 3 sizes; take such as [0.2, 0.1, 0.05, 0.025]"
              .formatted(sizes));
    }
    return sizes;
  }

  /** The last of the terms of highest degree. */
  static Term top(SparsePolynomial target) {
    List<Term> terms = target.nonConstant();
    if (terms.isEmpty()) {
      throw new InvalidInputException("'" + target + "' has no term to be learnt");
    }
    return terms.get(terms.size() - 1);
  }

  /** The target with every term's first signs as terms of their own, where they are not. */
  static SparsePolynomial bridged(SparsePolynomial target) {
    List<Term> terms = new ArrayList<>(target.terms());
    for (Term term : target.nonConstant()) {
      List<Integer> signs = new ArrayList<>(java.util.Collections.nCopies(target.variables(), 0));
      for (int i = 0; i < signs.size(); i++) {
        signs.set(i, term.exponents().get(i));
        List<Integer> now = List.copyOf(signs);
        boolean there = terms.stream().anyMatch(t -> t.exponents().equals(now));
        if (!there && now.stream().anyMatch(k -> k > 0)) {
          terms.add(new Term(now, 1));
        }
      }
    }
    return SparsePolynomial.of(target.variables(), target.basis(), terms);
  }

  /** About how many divisions it costs, from measured escape times. */
  double work() {
    int leap = Leap.of(target).value();
    double time = leap <= 2 ? 60 : 40 * StrictMath.pow(1 / size, leap - 2.0) + 300;
    double steps = Math.min(values.real(LeapTime.TIME), time) / values.real(LeapTime.STEP);
    double each = (double) values.integer(LeapTime.PARTICLES) * values.integer(LeapTime.NODES);
    return Math.scalb(steps * each, target.variables());
  }

  TrialTask task() {
    Trial trial =
        Trial.of(
            "leap",
            "limit",
            Settings.of(
                Map.of(
                    "target", target.toString(),
                    "term", term,
                    "size", size,
                    "start", start,
                    "particles", values.integer(LeapTime.PARTICLES),
                    "nodes", values.integer(LeapTime.NODES),
                    "step", values.real(LeapTime.STEP),
                    "shift", values.real(LeapTime.SHIFT),
                    "time", values.real(LeapTime.TIME),
                    "share", values.real(LeapTime.SHARE))),
            values.setup().seed(),
            ClaimEnvironment.exact());
    return TrialTask.of(trial, this::run);
  }

  private TrialResult run(Trial trial) throws InterruptedException {
    DfPde.Options options =
        new DfPde.Options(
            values.integer(LeapTime.PARTICLES),
            values.integer(LeapTime.NODES),
            values.real(LeapTime.STEP),
            values.real(LeapTime.SHIFT));
    long seed = RandomStream.of(values.setup().seed(), "leap-start", start).nextLong();
    DfPde limit = DfPde.perturbed(target, options, size, seed);
    double share = values.real(LeapTime.SHARE);
    DfPde.Trajectory seen = limit.run(values.real(LeapTime.TIME), EVERY, share, term);
    double coefficient = limit.terms().get(term).coefficient();
    return TrialResult.of(trial).number(ESCAPE, seen.reached(term, coefficient, share)).build();
  }
}
