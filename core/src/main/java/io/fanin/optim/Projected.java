package io.fanin.optim;

/**
 * A rule whose parameters stay in a norm ball: they are projected after every update.
 *
 * @param inner the rule; it must not project already
 * @param ball where the parameters stay
 */
public record Projected(Optimizer inner, NormBall ball) implements Optimizer {
  /** Checks that there is one projection only. */
  public Projected {
    if (inner.projection() != null) {
      throw new IllegalArgumentException("rule projects already: " + inner.id());
    }
  }

  @Override
  public String id() {
    return inner.id() + "+" + ball.id();
  }

  @Override
  public int slots() {
    return inner.slots();
  }

  @Override
  public double clipNorm() {
    return inner.clipNorm();
  }

  @Override
  public NormBall projection() {
    return ball;
  }

  @Override
  public void update(Step step, float[] w, float[] g, float[][] state, int from, int to) {
    inner.update(step, w, g, state, from, to);
  }

  @Override
  public void update(Step step, double[] w, double[] g, double[][] state, int from, int to) {
    inner.update(step, w, g, state, from, to);
  }
}
