package io.fanin.experiments.oracle.kernel;

import io.fanin.kernel.Activation;
import io.fanin.random.RandomStream;

/**
 * Random features {@code phi_j(x) = act(w_j.x + b_j) / sqrt(count)}: a two-layer network whose
 * first layer is not trained (A. Rahimi, B. Recht, NIPS 2007). Immutable.
 */
public final class RandomFeatures {
  private final double[][] w;
  private final double[] b;
  private final Activation activation;

  /**
   * Draws the first layer: weights normal with variance {@code 1 / inputs}, biases standard normal.
   *
   * @param count at least 1
   */
  public RandomFeatures(int inputs, int count, Activation activation, long seed) {
    this.activation = activation;
    RandomStream random = RandomStream.of(seed, "random-features");
    w = new double[count][inputs];
    b = new double[count];
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < inputs; i++) {
        w[j][i] = random.nextGaussian() / Math.sqrt(inputs);
      }
      b[j] = random.nextGaussian();
    }
  }

  /** The features of a row, {@code [count]}. */
  public double[] of(double[] x) {
    double[] features = new double[w.length];
    double scale = 1 / Math.sqrt(w.length);
    for (int j = 0; j < features.length; j++) {
      double z = b[j];
      for (int i = 0; i < x.length; i++) {
        z += w[j][i] * x[i];
      }
      features[j] = scale * activation.value(z);
    }
    return features;
  }

  /** The features of rows, {@code [n][count]}. */
  public double[][] of(double[][] rows) {
    double[][] features = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      features[r] = of(rows[r]);
    }
    return features;
  }
}
