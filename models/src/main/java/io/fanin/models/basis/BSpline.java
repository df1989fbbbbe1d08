package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import io.fanin.settings.ExactText;
import java.util.Arrays;

/**
 * Uniform B-splines: {@code intervals + degree} bumps that sum to 1 on {@code [low, high]}.
 *
 * <p>With {@code h = (high - low) / intervals} and knots {@code t_i = low + i h}, function {@code
 * j} of {@code 0 … size() - 1} lives between knots {@code j - degree} and {@code j + 1} and is
 * {@code degree - 1} times continuously differentiable; outside all are 0. Values by the recurrence
 * of de Boor and Cox (C. de Boor, A Practical Guide to Splines, 1978, chapter X); work is {@code
 * degree^2} multiplications and {@code size()} stores.
 *
 * @param degree in [1, 9]
 * @param intervals in [1, 100000]
 * @param low finite, below {@code high}
 * @param high finite
 */
public record BSpline(int degree, int intervals, double low, double high) implements Basis {
  private static final int MAX_DEGREE = 9;
  private static final int MAX_INTERVALS = 100_000;

  /** Checks the ranges. */
  public BSpline {
    Checks.inRange("degree", degree, 1, MAX_DEGREE);
    Checks.inRange("intervals", intervals, 1, MAX_INTERVALS);
    Checks.interval(low, high);
  }

  /** The same on another number of intervals. */
  public BSpline withIntervals(int newIntervals) {
    return new BSpline(degree, newIntervals, low, high);
  }

  @Override
  public String id() {
    return "bspline(degree=%d,intervals=%d,low=%s,high=%s)"
        .formatted(degree, intervals, ExactText.of(low), ExactText.of(high));
  }

  @Override
  public int size() {
    return intervals + degree;
  }

  @Override
  public void values(double x, double[] out, int at) {
    fill(x, out, at, false);
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    fill(x, out, at, true);
  }

  private void fill(double x, double[] out, int at, boolean slopes) {
    double u = (x - low) / (high - low) * intervals;
    if (Double.isNaN(u)) {
      Arrays.fill(out, at, at + size(), Double.NaN);
      return;
    }
    Arrays.fill(out, at, at + size(), 0);
    if (!(u >= -degree && u < intervals + degree)) {
      return;
    }
    int span = (int) Math.floor(u);
    if (span >= 0 && span < intervals) {
      window(u - span, out, at + span, slopes);
    } else {
      double[] window = new double[degree + 1];
      window(u - span, window, 0, slopes);
      for (int r = 0; r <= degree; r++) {
        if (span + r >= 0 && span + r < size()) {
          out[at + span + r] = window[r];
        }
      }
    }
  }

  /**
   * The {@code degree + 1} functions that live at {@code f} in [0, 1) of a span, or their slopes.
   */
  private void window(double f, double[] out, int at, boolean slopes) {
    if (!slopes) {
      recurrence(degree, f, out, at);
      return;
    }
    // A slope is a difference of neighbours of one degree less, which are one place further on.
    recurrence(degree - 1, f, out, at + 1);
    out[at] = 0;
    double perUnit = intervals / (high - low);
    for (int r = 0; r <= degree; r++) {
      double next = r < degree ? out[at + r + 1] : 0;
      out[at + r] = perUnit * (out[at + r] - next);
    }
  }

  private static void recurrence(int degree, double f, double[] out, int at) {
    out[at] = 1;
    for (int j = 1; j <= degree; j++) {
      double saved = 0;
      for (int r = 0; r < j; r++) {
        double share = out[at + r] / j;
        out[at + r] = saved + (r + 1 - f) * share;
        saved = (f + j - r - 1) * share;
      }
      out[at + j] = saved;
    }
  }
}
