package io.fanin.experiments.sweep;

import java.util.List;

/** Where a sweep's tasks are run: threads of this process, a cluster. */
public interface SweepBackend {
  /** Unique and stable, lower case with dashes, such as {@code threads}. */
  String id();

  /**
   * Runs the tasks, in any order, and returns when all are done.
   *
   * <p>Every result that was computed has been given to the sink before this method returns or
   * throws, and no task runs any longer.
   *
   * @param tasks what to run
   * @param sink called by the calling thread alone
   * @throws InterruptedException if the calling thread was interrupted
   * @throws TrialFailedException for the first task that failed; tasks not yet begun are dropped
   */
  void run(List<TrialTask> tasks, TrialSink sink) throws InterruptedException, TrialFailedException;
}
