package io.fanin.train;

import java.util.List;

/** Hears of a run's progress; called on the training thread. */
public interface TrainingListener {
  /** An evaluation is done. */
  default void evaluated(HistoryPoint point) {}

  /**
   * A step is done, and the evaluation after it if there is one; returning false ends the run
   * there, resumable.
   *
   * @param step updates done
   */
  default boolean stepped(long step) {
    return true;
  }

  /** Tells all of them, in order; the run ends if any of them ends it. */
  static TrainingListener all(List<? extends TrainingListener> listeners) {
    return new Listeners(List.copyOf(listeners));
  }
}
