package io.fanin.optim;

import io.fanin.optim.LbfgsResult.Reason;

/**
 * Limited-memory BFGS on a whole data set, in double.
 *
 * <p>D. Liu and J. Nocedal, "On the Limited Memory BFGS Method for Large Scale Optimization",
 * Mathematical Programming 45 (1989), with a strong Wolfe line search. A step costs {@code 4
 * history n} multiply-adds beside one or a few evaluations of the objective. All sums have a fixed
 * order, so the bits depend on the objective alone.
 *
 * @param history pairs remembered, at least 1; 10 is usual
 * @param tolerance Euclidean norm of the gradient to stop at, at least 0
 */
public record Lbfgs(int history, double tolerance) {
  /** Checks the ranges. */
  public Lbfgs {
    Arguments.atLeast("history", history, 1);
    Arguments.notNegative("tolerance", tolerance);
  }

  /**
   * The state of a new minimisation; evaluates the objective once.
   *
   * @param x where to start; copied
   */
  public LbfgsState start(Objective objective, double[] x) {
    LbfgsState state = new LbfgsState(x);
    state.value = objective.valueAndGradient(state.x, state.gradient);
    state.evaluations = 1;
    return state;
  }

  /**
   * Makes steps until the gradient is small, no lower value is found, or {@code steps} are done.
   *
   * <p>Two calls of 5 steps give the same bits as one of 10. Values never rise.
   *
   * @param state changed
   * @param steps at least 0
   */
  public LbfgsResult run(LbfgsState state, Objective objective, long steps) {
    Arguments.atLeast("steps", steps, 0);
    for (long done = 0; ; done++) {
      double norm = Vectors.norm(state.gradient);
      if (!(Math.abs(state.value) <= Double.MAX_VALUE && norm <= Double.MAX_VALUE)) {
        return result(Reason.NOT_FINITE, state);
      }
      if (norm <= tolerance) {
        return result(Reason.GRADIENT_SMALL, state);
      }
      if (done == steps) {
        return result(Reason.STEPS_DONE, state);
      }
      if (!step(state, objective)) {
        return result(Reason.NO_PROGRESS, state);
      }
    }
  }

  private static LbfgsResult result(Reason reason, LbfgsState state) {
    return new LbfgsResult(
        reason, state.value, Vectors.norm(state.gradient), state.steps, state.evaluations);
  }

  /** One step; where what is remembered misleads, it is forgotten and the gradient followed. */
  private boolean step(LbfgsState state, Objective objective) {
    if (!state.pairs.isEmpty()) {
      if (search(state, objective, direction(state), 1)) {
        return true;
      }
      state.pairs.clear();
    }
    double[] downhill = Vectors.minus(new double[state.x.length], state.gradient);
    return search(state, objective, downhill, Math.min(1, 1 / Vectors.norm(state.gradient)));
  }

  private boolean search(LbfgsState state, Objective objective, double[] direction, double first) {
    double slope = Vectors.dot(state.gradient, direction);
    if (!(slope < 0)) {
      return false;
    }
    LineSearch line = new LineSearch(objective, state.x, state.value, direction, slope);
    LineSearch.Trial found = line.run(first);
    state.evaluations += line.evaluations();
    if (found == null) {
      return false;
    }
    accept(state, line, found.value());
    return true;
  }

  private void accept(LbfgsState state, LineSearch line, double value) {
    double[] s = Vectors.minus(line.point, state.x);
    double[] y = Vectors.minus(line.gradient, state.gradient);
    double sy = Vectors.dot(s, y);
    if (sy > 0x1p-52 * Vectors.norm(s) * Vectors.norm(y)) {
      state.pairs.addLast(new LbfgsState.Pair(s, y, sy));
      if (state.pairs.size() > history) {
        state.pairs.removeFirst();
      }
    }
    System.arraycopy(line.point, 0, state.x, 0, state.x.length);
    System.arraycopy(line.gradient, 0, state.gradient, 0, state.x.length);
    state.value = value;
    state.steps++;
  }

  /** Minus the approximate inverse Hessian times the gradient: the two-loop recursion. */
  private static double[] direction(LbfgsState state) {
    LbfgsState.Pair[] pairs = state.pairs.toArray(new LbfgsState.Pair[0]);
    double[] q = Vectors.minus(new double[state.x.length], state.gradient);
    double[] alpha = new double[pairs.length];
    for (int i = pairs.length - 1; i >= 0; i--) {
      alpha[i] = Vectors.dot(pairs[i].s(), q) / pairs[i].sy();
      Vectors.addScaled(q, -alpha[i], pairs[i].y(), q);
    }
    LbfgsState.Pair newest = pairs[pairs.length - 1];
    double scale = newest.sy() / Vectors.dot(newest.y(), newest.y());
    Vectors.scale(q, scale);
    for (int i = 0; i < pairs.length; i++) {
      double beta = Vectors.dot(pairs[i].y(), q) / pairs[i].sy();
      Vectors.addScaled(q, alpha[i] - beta, pairs[i].s(), q);
    }
    return q;
  }
}
