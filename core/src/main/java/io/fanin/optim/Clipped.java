package io.fanin.optim;

import io.fanin.settings.ExactText;
import org.jspecify.annotations.Nullable;

/**
 * A rule that sees gradients of at most a given norm: longer ones are scaled down to it.
 *
 * <p>The norm is a replica's over all its trainable parameters, so a program cannot fuse the update
 * into its backward pass; R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training
 * recurrent neural networks", ICML 2013.
 *
 * @param inner the rule; if it clips too, the smaller norm counts
 * @param max positive
 */
public record Clipped(Optimizer inner, double max) implements Optimizer {
  /** Checks the ranges. */
  public Clipped {
    Arguments.positive("max", max);
  }

  @Override
  public String id() {
    return inner.id() + "+clip(max=" + ExactText.of(max) + ")";
  }

  @Override
  public int slots() {
    return inner.slots();
  }

  @Override
  public double clipNorm() {
    return Math.min(max, inner.clipNorm());
  }

  @Override
  public @Nullable NormBall projection() {
    return inner.projection();
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
