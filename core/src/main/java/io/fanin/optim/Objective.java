package io.fanin.optim;

/** A differentiable function to be minimised. */
@FunctionalInterface
public interface Objective {
  /**
   * The value at a point; equal points must give equal bits.
   *
   * @param x the point; neither changed nor kept
   * @param gradientOut overwritten with the gradient, {@code [x.length]}
   */
  double valueAndGradient(double[] x, double[] gradientOut);
}
