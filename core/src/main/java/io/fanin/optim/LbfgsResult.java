package io.fanin.optim;

/**
 * How a minimisation ended.
 *
 * @param reason why it stopped
 * @param value at the point reached
 * @param gradientNorm Euclidean norm of the gradient there
 * @param steps steps of the state since its start, over all calls
 * @param evaluations of the objective since the start, over all calls
 */
public record LbfgsResult(
    Reason reason, double value, double gradientNorm, long steps, long evaluations) {
  /** Why a minimisation stopped. */
  public enum Reason {
    /** The gradient's norm is at most the tolerance. */
    GRADIENT_SMALL,
    /** The steps asked for are done; nothing is said about the gradient. */
    STEPS_DONE,
    /** Not even along the gradient is a lower value found, as at the limit of rounding. */
    NO_PROGRESS,
    /** Value or gradient at the start is NaN or infinite. */
    NOT_FINITE
  }

  /** Whether the gradient is as small as was asked for. */
  public boolean converged() {
    return reason == Reason.GRADIENT_SMALL;
  }
}
