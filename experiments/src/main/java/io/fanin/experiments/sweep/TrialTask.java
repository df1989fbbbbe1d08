package io.fanin.experiments.sweep;

import java.util.List;

/**
 * One piece of work: a trial, or several that are computed together, such as the replicas of an
 * ensemble.
 *
 * <p>A task is run by one thread, at most once at a time. A sweep that is resumed runs it again
 * when any of its trials is missing; by the promise of equal bits the others come out as they were.
 */
public interface TrialTask {
  /** The trials, at least one; the same list at every call. */
  List<Trial> trials();

  /**
   * Computes the results, one for each trial, in any order.
   *
   * @throws InterruptedException if the thread was interrupted; a long task looks now and then
   */
  List<TrialResult> run() throws InterruptedException;

  /** What a task of one trial computes. */
  interface Body {
    /** Computes the result of the trial. */
    TrialResult run(Trial trial) throws InterruptedException;
  }

  /** A task of one trial. */
  static TrialTask of(Trial trial, Body body) {
    return new TrialTask() {
      @Override
      public List<Trial> trials() {
        return List.of(trial);
      }

      @Override
      public List<TrialResult> run() throws InterruptedException {
        return List.of(body.run(trial));
      }
    };
  }
}
