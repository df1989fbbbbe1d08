package io.fanin.train;

/** Hears of a run's progress; called on the training thread. */
public interface TrainingListener {
  /** An evaluation is done. */
  default void evaluated(HistoryPoint point) {}

  /**
   * A step is done; returning false ends the run after it, resumable.
   *
   * @param step updates done
   */
  default boolean stepped(long step) {
    return true;
  }
}
