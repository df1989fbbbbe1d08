package io.fanin.experiments.sweep;

/** A task threw: which trial, and what. */
public final class TrialFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Trial trial;

  /**
   * A failure of a trial.
   *
   * @param trial the one, or the first of those computed together
   * @param cause what was thrown
   */
  public TrialFailedException(Trial trial, Throwable cause) {
    super("trial " + trial.label() + " failed: " + cause, cause);
    this.trial = trial;
  }

  /** The trial that failed, or the first of those computed together. */
  public Trial trial() {
    return trial;
  }
}
