package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;

/**
 * A target that reduces its dimension twice (Y. Dandi et al. 2025): {@code f(x) = tanh(3 h(x))},
 * {@code h(x) = sum_i a_i P(w_i.x) / sqrt(r)} with {@code r = sqrt(d)} orthonormal {@code w_i},
 * signs {@code a_i} and {@code P(z) = (z^2 - 1)/2 + (z^3 - 3z)/6}, for standard normal x.
 *
 * @param rows the {@code w_i}, {@code [r][d]}
 * @param signs the {@code a_i}
 */
record ReducingTarget(double[][] rows, int[] signs) {
  private static final double SLOPE = 3;

  static ReducingTarget draw(int d, long seed, int number) {
    RandomStream random = RandomStream.of(seed, "feature-reducing", d, number);
    int r = root(d);
    double[][] rows = QuadraticTarget.orthonormal(random, r, d);
    int[] signs = new int[r];
    for (int i = 0; i < r; i++) {
      signs[i] = random.nextSign();
    }
    return new ReducingTarget(rows, signs);
  }

  private static int root(int d) {
    return (int) Math.rint(Math.sqrt(d));
  }

  /**
   * The setting of d.
   *
   * @throws InvalidInputException if its root is not whole
   */
  static int inputs(SettingValues values) {
    int d = values.integer(FeatureLearning.REDUCING_INPUTS);
    if (root(d) * root(d) != d) {
      throw new InvalidInputException(
          "%s=%d has no whole root, which the target's reduction to the root of d features needs; take %d"
              .formatted(FeatureLearning.REDUCING_INPUTS, d, root(d) * root(d)));
    }
    return d;
  }

  /** {@code h(x)}: the constituent before the last. */
  double feature(double[] x) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double z = QuadraticTarget.dot(rows[i], x);
      sum += signs[i] * ((z * z - 1) / 2 + (z * z * z - 3 * z) / 6);
    }
    return sum / Math.sqrt(rows.length);
  }

  /** {@code f(x)}. */
  double label(double[] x) {
    return StrictMath.tanh(SLOPE * feature(x));
  }
}
