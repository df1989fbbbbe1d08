package io.fanin.experiments.claim.feature;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.descriptive.moment.Variance;

/**
 * Rows with their labels: those to learn from first, then validation rows, then test rows.
 *
 * @param rows {@code [all][d]}
 * @param labels {@code [all]}
 * @param training how many are there to learn from
 * @param validation how many validation rows follow
 */
record Samples(double[][] rows, double[] labels, int training, int validation) {
  /**
   * Draws samples.
   *
   * @param law gives a row
   * @param counts of rows to learn from, to validate on and to test on
   */
  static Samples draw(Supplier<double[]> law, int[] counts, ToDoubleFunction<double[]> target) {
    double[][] rows = new double[counts[0] + counts[1] + counts[2]][];
    double[] labels = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = law.get();
      labels[r] = target.applyAsDouble(rows[r]);
    }
    return new Samples(rows, labels, counts[0], counts[1]);
  }

  int inputs() {
    return rows[0].length;
  }

  /** Rows of validation and test, in this order. */
  double[][] held() {
    return Arrays.copyOfRange(rows, training, rows.length);
  }

  /** Mean squared errors of predictions on {@link #held} over variances: validation, test. */
  double[] errors(double[] predictions) {
    int end = training + validation;
    return new double[] {error(predictions, training, end), error(predictions, end, rows.length)};
  }

  private double error(double[] predictions, int from, int to) {
    double sum = 0;
    for (int r = from; r < to; r++) {
      double residual = predictions[r - training] - labels[r];
      sum += residual * residual;
    }
    double[] own = Arrays.copyOfRange(labels, from, to);
    return sum / own.length / new Variance(false).evaluate(own);
  }

  /** {@code |corr|} of values on {@link #held} with a function of the rows. */
  double alignment(double[] values, ToDoubleFunction<double[]> truth) {
    double[] true0 = Arrays.stream(held()).mapToDouble(truth).toArray();
    return Math.abs(new PearsonsCorrelation().correlation(values, true0));
  }
}
