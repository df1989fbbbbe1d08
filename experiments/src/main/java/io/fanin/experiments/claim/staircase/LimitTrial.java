package io.fanin.experiments.claim.staircase;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.staircase.DfPde;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The limit of one target with one number of particles.
 *
 * @param target as it is integrated, in the basis of signs
 * @param options numerics
 * @param time until when
 * @param seed of the run; the limit itself has nothing random
 */
record LimitTrial(SparsePolynomial target, DfPde.Options options, double time, long seed) {
  static final String TIMES = "times";
  static final String RISKS = "risks";
  static final String TERM = "term.";
  private static final double RECORDS = 200;

  /** Every target with all particles, then with half of them; at last the one for the order. */
  static List<LimitTrial> all(SettingValues values) {
    List<LimitTrial> trials = new ArrayList<>();
    List<String> texts = values.texts(Staircase.TARGETS);
    for (String text : texts) {
      if (texts.indexOf(text) != texts.lastIndexOf(text)) {
        throw new InvalidInputException("'" + text + "' is twice among the targets; leave one out");
      }
      double shift = values.real(Staircase.SHIFT);
      trials.add(of(text, values.integer(Staircase.PARTICLES), shift, values));
      trials.add(of(text, half(values), shift, values));
    }
    String order = values.text(Staircase.ORDER_TARGET);
    double shift = values.real(Staircase.ORDER_SHIFT);
    LimitTrial last = of(order, values.integer(Staircase.PARTICLES), shift, values);
    if (trials.stream().noneMatch(t -> t.trial().equals(last.trial()))) {
      trials.add(last);
    }
    return trials;
  }

  private static int half(SettingValues values) {
    int particles = values.integer(Staircase.PARTICLES);
    if (particles % 4 != 0) {
      throw new InvalidInputException(
          "particles=%d must be a multiple of 4, since half of them must be even"
              .formatted(particles));
    }
    return particles / 2;
  }

  static LimitTrial of(String text, int particles, double shift, SettingValues values) {
    SparsePolynomial plain = SparsePolynomial.parse(text);
    SparsePolynomial target = values.setup().control() ? lifted(plain) : plain;
    return new LimitTrial(
        target.inSigns(),
        new DfPde.Options(
            particles, values.integer(Staircase.NODES), values.real(Staircase.STEP), shift),
        values.real(Staircase.TIME),
        values.setup().seed());
  }

  /** The polynomial times a variable that it does not have. */
  static SparsePolynomial lifted(SparsePolynomial plain) {
    List<Term> terms = new ArrayList<>();
    for (Term term : plain.terms()) {
      List<Integer> exponents = new ArrayList<>(term.exponents());
      exponents.add(1);
      terms.add(new Term(exponents, term.coefficient()));
    }
    return SparsePolynomial.of(plain.variables() + 1, plain.basis(), terms);
  }

  /** Divisions that it costs. */
  double work() {
    return Math.scalb(
        time / options.step() * options.particles() * options.nodes(), target.variables());
  }

  /** The identity of the trial. */
  Trial trial() {
    return Trial.of(
        "staircase",
        "limit",
        Settings.of(
            Map.of(
                "target", target.toString(),
                "particles", options.particles(),
                "nodes", options.nodes(),
                "step", options.step(),
                "shift", options.shift(),
                "time", time)),
        seed,
        ClaimEnvironment.exact());
  }

  TrialTask task() {
    return TrialTask.of(trial(), this::run);
  }

  private TrialResult run(Trial trial) throws InterruptedException {
    DfPde limit = DfPde.exact(target, options);
    DfPde.Trajectory seen = limit.run(time, time / RECORDS);
    TrialResult.Builder result =
        TrialResult.of(trial).series(TIMES, seen.times()).series(RISKS, seen.risks());
    for (int t = 0; t < seen.coefficients().length; t++) {
      result.series(TERM + t, seen.coefficients()[t]);
    }
    return result.build();
  }
}
