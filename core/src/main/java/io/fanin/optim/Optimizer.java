package io.fanin.optim;

import org.jspecify.annotations.Nullable;

/**
 * An update rule; immutable. Its state lives with the program that applies it.
 *
 * <p>What becomes of an element may depend on that element's parameter, gradient and state and on
 * the {@link Step}, never on its position, its neighbours or the range: the bits must not change
 * when a program cuts its parameters otherwise. So the built-in rules are plain loops of single
 * operations, whose coefficients are worked out in double once per call.
 *
 * <p>For each replica a program scales the gradients by {@link #clipFactor}, then updates every
 * trainable slice, then projects onto {@link #projection}. A replica with rate 0 is left out.
 */
public interface Optimizer {
  /**
   * Stable id with parameters, such as {@code "sgd(momentum=0.9,nesterov=false)"}; part of a
   * trial's identity, and read back by {@link OptimizerRegistry#parse}.
   */
  String id();

  /** State values per parameter: so many arrays of the parameters' size, all zero at first. */
  int slots();

  /**
   * Euclidean norm of a replica's gradient, over all its trainable parameters, above which it is
   * scaled down to it; infinite if never.
   */
  default double clipNorm() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * What a replica's gradient is multiplied by before the update: {@code min(1, clipNorm / norm)}.
   *
   * @param norm the gradient's Euclidean norm; where it is NaN the factor is 1, so that the NaN
   *     stays visible
   */
  default double clipFactor(double norm) {
    return norm > clipNorm() ? clipNorm() / norm : 1;
  }

  /**
   * Norm ball onto which a replica's trainable slices that are not biases are projected after the
   * update; null for none.
   */
  default @Nullable NormBall projection() {
    return null;
  }

  /** True when a program may fuse the update into its backward pass. */
  default boolean elementwise() {
    return clipNorm() == Double.POSITIVE_INFINITY && projection() == null;
  }

  /**
   * Updates the elements {@code [from, to)} in place, in float arithmetic. Allocates nothing.
   *
   * @param parameters changed
   * @param gradients already clipped; may be changed, as coupled weight decay does
   * @param state {@code [slots][parameters.length]}, changed
   */
  void update(Step step, float[] parameters, float[] gradients, float[][] state, int from, int to);

  /**
   * Updates the elements {@code [from, to)} in place, in double arithmetic. Allocates nothing.
   *
   * @param parameters changed
   * @param gradients already clipped; may be changed, as coupled weight decay does
   * @param state {@code [slots][parameters.length]}, changed
   */
  void update(
      Step step, double[] parameters, double[] gradients, double[][] state, int from, int to);

  /**
   * This rule with L2 weight decay on all but biases: {@code lambda w} joins the gradient, as of a
   * penalty {@code lambda/2 |w|^2}. See {@link Decayed}.
   */
  default Optimizer decayed(double lambda) {
    return new Decayed(this, lambda, false, false);
  }

  /**
   * This rule with decoupled weight decay on all but biases: {@code w -= rate lambda w}, as in
   * AdamW. See {@link Decayed}.
   */
  default Optimizer decayedDecoupled(double lambda) {
    return new Decayed(this, lambda, true, false);
  }

  /** This rule on gradients scaled down to the norm {@code max}, see {@link Clipped}. */
  default Optimizer clipped(double max) {
    return new Clipped(this, max);
  }

  /** This rule followed by a projection, see {@link Projected}. */
  default Optimizer projected(NormBall ball) {
    return new Projected(this, ball);
  }
}
