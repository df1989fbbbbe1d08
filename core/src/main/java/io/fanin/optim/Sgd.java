package io.fanin.optim;

import io.fanin.settings.ExactText;

/**
 * Gradient descent with heavy-ball or Nesterov momentum: {@code v = momentum v + g}, {@code w -=
 * rate v}, or with Nesterov {@code w -= rate (g + momentum v)}.
 *
 * <p>PyTorch's definition (dampening 0): the rate stands outside the velocity, so that a schedule
 * acts at once. Without momentum it is {@code w -= rate g} and keeps no state.
 *
 * @param momentum in [0, 1)
 * @param nesterov needs momentum
 */
public record Sgd(double momentum, boolean nesterov) implements Optimizer {
  /** Checks the ranges. */
  public Sgd {
    Arguments.fraction("momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov needs momentum > 0, was 0.0");
    }
  }

  @Override
  public String id() {
    return "sgd(momentum=" + ExactText.of(momentum) + ",nesterov=" + nesterov + ")";
  }

  @Override
  public int slots() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public void update(Step step, float[] w, float[] g, float[][] state, int from, int to) {
    float rate = (float) step.rate();
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        w[i] -= rate * g[i];
      }
    } else if (nesterov) {
      nesterov(rate, (float) momentum, w, g, state[0], from, to);
    } else {
      heavyBall(rate, (float) momentum, w, g, state[0], from, to);
    }
  }

  private static void heavyBall(
      float rate, float mu, float[] w, float[] g, float[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      float velocity = mu * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * velocity;
    }
  }

  private static void nesterov(
      float rate, float mu, float[] w, float[] g, float[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      float velocity = mu * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * (g[i] + mu * velocity);
    }
  }

  @Override
  public void update(Step step, double[] w, double[] g, double[][] state, int from, int to) {
    double rate = step.rate();
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        w[i] -= rate * g[i];
      }
    } else if (nesterov) {
      nesterov(rate, momentum, w, g, state[0], from, to);
    } else {
      heavyBall(rate, momentum, w, g, state[0], from, to);
    }
  }

  private static void heavyBall(
      double rate, double mu, double[] w, double[] g, double[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      double velocity = mu * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * velocity;
    }
  }

  private static void nesterov(
      double rate, double mu, double[] w, double[] g, double[] v, int from, int to) {
    for (int i = from; i < to; i++) {
      double velocity = mu * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * (g[i] + mu * velocity);
    }
  }
}
