package io.fanin.optim;

import io.fanin.settings.ExactText;

/** A learning rate that depends on how far the training is; immutable. */
public interface Schedule {
  /**
   * The rate of one update.
   *
   * @param step how many updates came before it, at least 0
   * @return at least 0
   */
  double rate(long step);

  /**
   * Stable id with parameters, such as {@code "constant(rate=0.1)"}; part of a trial's identity.
   */
  String id();

  /** This schedule reached over {@code steps} updates from a small rate; see {@link WarmUp}. */
  default Schedule warmedUp(long steps) {
    return new WarmUp(this, steps);
  }

  /** This schedule with every rate multiplied by {@code factor}, as a grid of rates needs it. */
  default Schedule times(double factor) {
    return new Scaled(this, factor);
  }

  /**
   * The same rate always.
   *
   * @param rate at least 0
   */
  record Constant(double rate) implements Schedule {
    /** Checks the range. */
    public Constant {
      Arguments.notNegative("rate", rate);
    }

    @Override
    public double rate(long step) {
      return rate;
    }

    @Override
    public String id() {
      return "constant(rate=" + ExactText.of(rate) + ")";
    }
  }

  /**
   * Half a cosine from {@code base} at step 0 to {@code floor} at step {@code total} and ever
   * after: {@code floor + (base - floor) (1 + cos(pi step / total)) / 2}.
   *
   * <p>I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR
   * 2017, without restarts.
   *
   * @param base at least {@code floor}
   * @param total at least 1
   * @param floor at least 0
   */
  record Cosine(double base, long total, double floor) implements Schedule {
    /** Checks the ranges. */
    public Cosine {
      checkFall(base, total, floor);
    }

    @Override
    public double rate(long step) {
      double share = Math.min(step, total) / (double) total;
      return step >= total
          ? floor
          : floor + (base - floor) * (1 + StrictMath.cos(Math.PI * share)) / 2;
    }

    @Override
    public String id() {
      return fallId("cosine", base, total, floor);
    }
  }

  /**
   * A straight line from {@code base} at step 0 to {@code floor} at step {@code total} and ever
   * after.
   *
   * @param base at least {@code floor}
   * @param total at least 1
   * @param floor at least 0
   */
  record Linear(double base, long total, double floor) implements Schedule {
    /** Checks the ranges. */
    public Linear {
      checkFall(base, total, floor);
    }

    @Override
    public double rate(long step) {
      return step >= total ? floor : floor + (base - floor) * ((total - step) / (double) total);
    }

    @Override
    public String id() {
      return fallId("linear", base, total, floor);
    }
  }

  /**
   * A staircase: {@code base factor^floor(step / every)}.
   *
   * @param base at least 0
   * @param factor in [0, 1]
   * @param every at least 1
   */
  record StepDecay(double base, double factor, long every) implements Schedule {
    /** Checks the ranges. */
    public StepDecay {
      Arguments.notNegative("base", base);
      if (!(factor >= 0 && factor <= 1)) {
        throw new IllegalArgumentException("factor must be in [0, 1], was " + factor);
      }
      Arguments.atLeast("every", every, 1);
    }

    @Override
    public double rate(long step) {
      long falls = step / every;
      return base * StrictMath.pow(factor, (double) falls);
    }

    @Override
    public String id() {
      return "step-decay(base=%s,factor=%s,every=%d)"
          .formatted(ExactText.of(base), ExactText.of(factor), every);
    }
  }

  /**
   * A straight rise to the first rate of another schedule, which then runs from its own step 0.
   *
   * <p>Update {@code step < steps} has the rate {@code inner.rate(0) (step + 1) / (steps + 1)}.
   *
   * @param inner what follows
   * @param steps at least 0
   */
  record WarmUp(Schedule inner, long steps) implements Schedule {
    /** Checks the range. */
    public WarmUp {
      Arguments.atLeast("steps", steps, 0);
    }

    @Override
    public double rate(long step) {
      return step < steps ? inner.rate(0) * ((step + 1) / (steps + 1.0)) : inner.rate(step - steps);
    }

    @Override
    public String id() {
      return inner.id() + "+warm-up(steps=" + steps + ")";
    }
  }

  /**
   * Another schedule's rates, multiplied.
   *
   * @param inner whose rates
   * @param factor at least 0
   */
  record Scaled(Schedule inner, double factor) implements Schedule {
    /** Checks the range. */
    public Scaled {
      Arguments.notNegative("factor", factor);
    }

    @Override
    public double rate(long step) {
      return factor * inner.rate(step);
    }

    @Override
    public String id() {
      return inner.id() + "+times(factor=" + ExactText.of(factor) + ")";
    }
  }

  private static void checkFall(double base, long total, double floor) {
    Arguments.notNegative("floor", floor);
    Arguments.atLeast("total", total, 1);
    if (!(base >= floor && base <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "base must be finite and >= floor, were " + base + " and " + floor);
    }
  }

  private static String fallId(String name, double base, long total, double floor) {
    return "%s(base=%s,total=%d,floor=%s)"
        .formatted(name, ExactText.of(base), total, ExactText.of(floor));
  }
}
