package io.fanin.optim;

import org.jspecify.annotations.Nullable;

/**
 * A search along a line for a point that satisfies the strong Wolfe conditions: {@code f(t) <= f(0)
 * + c1 t f'(0)} and {@code |f'(t)| <= c2 |f'(0)|}.
 *
 * <p>Algorithms 3.5 and 3.6 of J. Nocedal and S. Wright, "Numerical Optimization", 2nd edition
 * 2006, with cubic interpolation. Trials whose value or slope is not finite count as too high.
 */
final class LineSearch {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;

  /** Trials per phase; cubic interpolation needs two or three. */
  private static final int MOST_TRIALS = 30;

  private final Objective objective;
  private final double[] start;
  private final double[] direction;
  private final Trial origin;

  /** The point tried last. */
  final double[] point;

  /** The gradient there. */
  final double[] gradient;

  private Trial latest;
  private int evaluations;

  /** A value and slope at a distance along the line. */
  record Trial(double distance, double value, double slope) {
    boolean finite() {
      return Math.abs(value) <= Double.MAX_VALUE && Math.abs(slope) <= Double.MAX_VALUE;
    }
  }

  /**
   * A search from {@code start}.
   *
   * @param slope of the value along {@code direction} at the start, below 0
   */
  LineSearch(Objective objective, double[] start, double value, double[] direction, double slope) {
    this.objective = objective;
    this.start = start;
    this.direction = direction;
    this.origin = new Trial(0, value, slope);
    this.latest = origin;
    this.point = new double[start.length];
    this.gradient = new double[start.length];
  }

  int evaluations() {
    return evaluations;
  }

  /**
   * The trial found, with its point and gradient in this object; null if no lower value was found.
   *
   * @param first distance to try first, positive
   */
  @Nullable Trial run(double first) {
    Trial found = bracket(first);
    if (found == null || found.equals(latest)) {
      return found;
    }
    return evaluate(found.distance()); // the gradient held is that of a later trial
  }

  private @Nullable Trial bracket(double first) {
    Trial before = origin;
    double distance = first;
    for (int i = 0; i < MOST_TRIALS; i++) {
      Trial trial = evaluate(distance);
      if (tooHigh(trial) || i > 0 && trial.value >= before.value) {
        return zoom(before, trial);
      }
      if (flat(trial)) {
        return trial;
      }
      if (trial.slope >= 0) {
        return zoom(trial, before);
      }
      distance = further(before, trial);
      before = trial;
    }
    return before.distance > 0 ? before : null;
  }

  /** Between a tenth of the last stride and tenfold: where the cubic through both is least. */
  private static double further(Trial before, Trial trial) {
    double least = trial.distance + 0.1 * (trial.distance - before.distance);
    double most = 10 * trial.distance;
    double cubic = cubicMinimum(before, trial);
    return cubic <= most ? Math.max(cubic, least) : most;
  }

  /** Narrows an interval; {@code low} is the best trial so far and slopes towards {@code high}. */
  private @Nullable Trial zoom(Trial from, Trial to) {
    Trial low = from;
    Trial high = to;
    for (int i = 0; i < MOST_TRIALS; i++) {
      double distance = inside(low, high);
      if (distance == low.distance || distance == high.distance) {
        break;
      }
      Trial trial = evaluate(distance);
      if (tooHigh(trial) || trial.value >= low.value) {
        high = trial;
      } else if (flat(trial)) {
        return trial;
      } else {
        high = trial.slope * (high.distance - low.distance) >= 0 ? low : high;
        low = trial;
      }
    }
    return low.distance > 0 ? low : null;
  }

  /** The cubic's minimum, kept a tenth of the interval away from its ends, else the middle. */
  private static double inside(Trial low, Trial high) {
    double width = high.distance - low.distance;
    double cubic = high.finite() ? cubicMinimum(low, high) : Double.NaN;
    double share = (cubic - low.distance) / width;
    if (!(Math.abs(share) <= Double.MAX_VALUE)) {
      share = 0.5;
    }
    return low.distance + Math.min(Math.max(share, 0.1), 0.9) * width;
  }

  /** NaN or infinite where the cubic through two trials has no minimum. */
  private static double cubicMinimum(Trial a, Trial b) {
    double width = b.distance - a.distance;
    double d1 = a.slope + b.slope - 3 * (b.value - a.value) / width;
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - a.slope * b.slope), width);
    return b.distance - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
  }

  private boolean tooHigh(Trial trial) {
    double limit = origin.value + SUFFICIENT_DECREASE * trial.distance * origin.slope;
    return !trial.finite() || trial.value > limit;
  }

  private boolean flat(Trial trial) {
    return Math.abs(trial.slope) <= -CURVATURE * origin.slope;
  }

  private Trial evaluate(double distance) {
    Vectors.addScaled(start, distance, direction, point);
    double value = objective.valueAndGradient(point, gradient);
    evaluations++;
    latest = new Trial(distance, value, Vectors.dot(gradient, direction));
    return latest;
  }
}
