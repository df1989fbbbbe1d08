package io.fanin.optim;

import io.fanin.settings.ExactText;

/**
 * RMSprop: {@code v = decay v + (1 - decay) g^2}, {@code d = g / (sqrt(v) + epsilon)}, {@code w -=
 * rate d}, or with momentum {@code b = momentum b + d}, {@code w -= rate b}.
 *
 * <p>T. Tieleman and G. Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012;
 * epsilon outside the root and no bias correction, as in PyTorch. State: v, then b.
 *
 * @param decay in [0, 1); PyTorch calls it alpha
 * @param epsilon positive
 * @param momentum in [0, 1)
 */
public record RmsProp(double decay, double epsilon, double momentum) implements Optimizer {
  /** Checks the ranges. */
  public RmsProp {
    Arguments.fraction("decay", decay);
    Arguments.positive("epsilon", epsilon);
    Arguments.fraction("momentum", momentum);
  }

  @Override
  public String id() {
    return "rmsprop(decay=%s,epsilon=%s,momentum=%s)"
        .formatted(ExactText.of(decay), ExactText.of(epsilon), ExactText.of(momentum));
  }

  @Override
  public int slots() {
    return momentum == 0 ? 1 : 2;
  }

  @Override
  public void update(Step step, float[] w, float[] g, float[][] state, int from, int to) {
    float rate = (float) step.rate();
    float keep = (float) decay;
    float take = (float) (1 - decay);
    float guard = (float) epsilon;
    float[] v = state[0];
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        float square = keep * v[i] + take * (g[i] * g[i]);
        v[i] = square;
        w[i] -= rate * (g[i] / ((float) Math.sqrt(square) + guard));
      }
      return;
    }
    float mu = (float) momentum;
    float[] b = state[1];
    for (int i = from; i < to; i++) {
      float square = keep * v[i] + take * (g[i] * g[i]);
      float velocity = mu * b[i] + g[i] / ((float) Math.sqrt(square) + guard);
      v[i] = square;
      b[i] = velocity;
      w[i] -= rate * velocity;
    }
  }

  @Override
  public void update(Step step, double[] w, double[] g, double[][] state, int from, int to) {
    double rate = step.rate();
    double take = 1 - decay;
    double[] v = state[0];
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        double square = decay * v[i] + take * (g[i] * g[i]);
        v[i] = square;
        w[i] -= rate * (g[i] / (Math.sqrt(square) + epsilon));
      }
      return;
    }
    double[] b = state[1];
    for (int i = from; i < to; i++) {
      double square = decay * v[i] + take * (g[i] * g[i]);
      double velocity = momentum * b[i] + g[i] / (Math.sqrt(square) + epsilon);
      v[i] = square;
      b[i] = velocity;
      w[i] -= rate * velocity;
    }
  }
}
