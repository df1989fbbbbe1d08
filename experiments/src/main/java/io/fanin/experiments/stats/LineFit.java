package io.fanin.experiments.stats;

import org.hipparchus.stat.regression.SimpleRegression;

/**
 * A straight line {@code y = intercept + slope x} by least squares.
 *
 * @param slope NaN if the abscissas are all equal
 * @param intercept at {@code x = 0}
 * @param slopeError standard error of the slope; NaN for fewer than three points
 * @param residual sum of squared residuals
 * @param points how many
 */
public record LineFit(
    double slope, double intercept, double slopeError, double residual, int points) {
  /** Fits a line; NaN or infinite points give NaN. */
  public static LineFit of(double[] x, double[] y) {
    requireEqual(x.length, y.length);
    SimpleRegression regression = new SimpleRegression();
    for (int i = 0; i < x.length; i++) {
      regression.addData(x[i], y[i]);
    }
    double slope = regression.getSlope();
    double error = x.length < 3 ? Double.NaN : regression.getSlopeStdErr();
    return new LineFit(
        slope, regression.getIntercept(), error, regression.getSumSquaredErrors(), x.length);
  }

  /** Fits {@code log y} on {@code log x}; a value that is not positive makes the fit NaN. */
  public static LineFit logLog(double[] x, double[] y) {
    return of(logs(x), logs(y));
  }

  /** The slope with its t-interval, {@code points - 2} degrees of freedom. */
  public Interval slopeInterval(double level) {
    Interval.requireLevel(level);
    if (points < 3 || Double.isNaN(slope) || Double.isNaN(slopeError)) {
      return new Interval(slope, Double.NaN, Double.NaN, level);
    }
    double half = Quantiles.t((1 + level) / 2, points - 2) * slopeError;
    return new Interval(slope, slope - half, slope + half, level);
  }

  static double[] logs(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      logs[i] =
          values[i] > 0 && values[i] < Double.POSITIVE_INFINITY
              ? StrictMath.log(values[i])
              : Double.NaN;
    }
    return logs;
  }

  static void requireEqual(int x, int y) {
    if (x != y) {
      throw new IllegalArgumentException(x + " abscissas for " + y + " ordinates");
    }
  }
}
