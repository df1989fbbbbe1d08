package io.fanin.optim;

import io.fanin.settings.ExactText;

/**
 * Adam: {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code w -=
 * rate m' / (sqrt(v') + epsilon)} with {@code m' = m / (1 - beta1^number)} and {@code v' = v / (1 -
 * beta2^number)}.
 *
 * <p>D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015; epsilon
 * stands outside the root, as in PyTorch. State: m, then v. AdamW is {@link #decayedDecoupled}.
 *
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon positive
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
  /** Checks the ranges. */
  public Adam {
    Arguments.fraction("beta1", beta1);
    Arguments.fraction("beta2", beta2);
    Arguments.positive("epsilon", epsilon);
  }

  @Override
  public String id() {
    return "adam(beta1=%s,beta2=%s,epsilon=%s)"
        .formatted(ExactText.of(beta1), ExactText.of(beta2), ExactText.of(epsilon));
  }

  @Override
  public int slots() {
    return 2;
  }

  @Override
  public void update(Step step, float[] w, float[] g, float[][] state, int from, int to) {
    float keepM = (float) beta1;
    float takeM = (float) (1 - beta1);
    float keepV = (float) beta2;
    float takeV = (float) (1 - beta2);
    float size = (float) (step.rate() / correction(beta1, step.number()));
    float unbias = (float) (1 / Math.sqrt(correction(beta2, step.number())));
    float guard = (float) epsilon;
    float[] m = state[0];
    float[] v = state[1];
    for (int i = from; i < to; i++) {
      float mean = keepM * m[i] + takeM * g[i];
      float square = keepV * v[i] + takeV * (g[i] * g[i]);
      m[i] = mean;
      v[i] = square;
      w[i] -= size * mean / ((float) Math.sqrt(square) * unbias + guard);
    }
  }

  @Override
  public void update(Step step, double[] w, double[] g, double[][] state, int from, int to) {
    double takeM = 1 - beta1;
    double takeV = 1 - beta2;
    double size = step.rate() / correction(beta1, step.number());
    double unbias = 1 / Math.sqrt(correction(beta2, step.number()));
    double[] m = state[0];
    double[] v = state[1];
    for (int i = from; i < to; i++) {
      double mean = beta1 * m[i] + takeM * g[i];
      double square = beta2 * v[i] + takeV * (g[i] * g[i]);
      m[i] = mean;
      v[i] = square;
      w[i] -= size * mean / (Math.sqrt(square) * unbias + epsilon);
    }
  }

  /**
   * {@code 1 - beta^number} by repeated squaring, relative error below {@code number 2^-52} of the
   * power.
   *
   * <p>Rules are called slice by slice, often for a few parameters, and {@code StrictMath.pow}
   * would cost more than they do.
   */
  public static double correction(double beta, long number) {
    double power = 1;
    double square = beta;
    for (long rest = number; rest > 0 && power > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return 1 - power;
  }
}
