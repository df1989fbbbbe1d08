package io.fanin.optim;

import org.jspecify.annotations.Nullable;

/** An update rule; immutable. Its state lives with the program that applies it. */
public interface Optimizer {
  /** Stable id with parameters. */
  String id();

  /** State values per parameter. */
  int slots();

  /** Gradient norm per replica above which gradients are scaled down. */
  default double clipNorm() {
    return Double.POSITIVE_INFINITY;
  }

  /** Norm ball onto which parameters are projected after the update. */
  default @Nullable NormBall projection() {
    return null;
  }

  /** True when a program may fuse the update into its backward pass. */
  default boolean elementwise() {
    return clipNorm() == Double.POSITIVE_INFINITY && projection() == null;
  }

  /** Updates elements [from, to) in place. */
  void update(Step step, float[] parameters, float[] gradients, float[][] state, int from, int to);

  /** Updates elements [from, to) in place. */
  void update(
      Step step, double[] parameters, double[] gradients, double[][] state, int from, int to);
}
