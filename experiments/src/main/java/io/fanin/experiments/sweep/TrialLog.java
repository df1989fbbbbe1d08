package io.fanin.experiments.sweep;

import java.util.Collection;

/** A durable record of results, such as a journal. */
public interface TrialLog {
  /** The results that are there already. */
  Collection<TrialResult> results();

  /**
   * Adds a result.
   *
   * @return whether everything added so far is on the disk; if not, a later call or {@link #commit}
   *     makes it so
   */
  boolean append(TrialResult result);

  /** Returns once everything added is on the disk. */
  void commit();
}
