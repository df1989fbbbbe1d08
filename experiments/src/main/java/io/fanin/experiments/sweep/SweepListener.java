package io.fanin.experiments.sweep;

/** Hears of a sweep's progress, on the thread that runs the sweep. */
public interface SweepListener {
  /** A listener that does nothing. */
  SweepListener NONE = new SweepListener() {};

  /**
   * Called once, before any work.
   *
   * @param total trials of the plan
   * @param known those of them that are in the log already
   */
  default void started(int total, int known) {}

  /** Called when a result is on the disk. */
  default void finished(TrialResult result) {}

  /** Called for the first trial that failed; no other result will be asked for. */
  default void failed(Trial trial, Throwable cause) {}
}
