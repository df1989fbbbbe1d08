package io.fanin.experiments.oracle.fourier;

import io.fanin.function.SparseFunction;

/**
 * How much each constituent says about the output to first order: the size of Pearson's correlation
 * of every node with an output, exact over all rows of a cube.
 *
 * <p>A node whose correlation is 0 gives gradient descent no first-order signal.
 */
public final class NodeCorrelations {
  private NodeCorrelations() {}

  /**
   * {@code |corr(v, f)|} for every vertex, inputs first, {@code [vertices]}; 0 where either is
   * constant.
   *
   * @param function of at most 20 signs or bits, see {@link Cube#values}
   * @param output from 0
   */
  public static double[] of(SparseFunction function, int output) {
    double[][] values = Cube.values(function);
    double[] label = centred(values[function.graph().outputs()[output]]);
    double[] correlations = new double[values.length];
    for (int v = 0; v < values.length; v++) {
      double[] own = centred(values[v]);
      double scale = Math.sqrt(dot(own, own) * dot(label, label));
      correlations[v] = scale == 0 ? 0 : Math.min(1, Math.abs(dot(own, label)) / scale);
    }
    return correlations;
  }

  /** Deviations from the mean; exactly 0 where all values are equal. */
  private static double[] centred(double[] values) {
    double sum = 0;
    boolean constant = true;
    for (double value : values) {
      sum += value;
      constant &= value == values[0];
    }
    double mean = constant ? values[0] : sum / values.length;
    double[] centred = new double[values.length];
    for (int r = 0; r < centred.length; r++) {
      centred[r] = values[r] - mean;
    }
    return centred;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int r = 0; r < a.length; r++) {
      sum += a[r] * b[r];
    }
    return sum;
  }
}
