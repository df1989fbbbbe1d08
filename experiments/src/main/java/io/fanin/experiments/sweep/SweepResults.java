package io.fanin.experiments.sweep;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a whole sweep, in the order of its plan. */
public final class SweepResults {
  private final Map<String, TrialResult> byTrial;

  private SweepResults(Map<String, TrialResult> byTrial) {
    this.byTrial = Collections.unmodifiableMap(byTrial);
  }

  /**
   * Results of different trials, kept in the order given.
   *
   * @throws IllegalArgumentException if a trial is there twice
   */
  public static SweepResults of(Collection<TrialResult> results) {
    Map<String, TrialResult> byTrial = new LinkedHashMap<>();
    for (TrialResult result : results) {
      if (byTrial.put(result.trial().digest(), result) != null) {
        throw new IllegalArgumentException("two results of " + result.trial().label());
      }
    }
    return new SweepResults(byTrial);
  }

  /** All results, in the order of the plan. */
  public List<TrialResult> all() {
    return List.copyOf(byTrial.values());
  }

  /**
   * The result of a trial.
   *
   * @throws IllegalArgumentException if the trial is not of this sweep
   */
  public TrialResult get(Trial trial) {
    TrialResult result = byTrial.get(trial.digest());
    if (result == null) {
      throw new IllegalArgumentException("no result of " + trial.label());
    }
    return result;
  }

  /** The canonical digest: results sorted by trial, no clock in it; 64 hex characters. */
  public String digest() {
    return Digests.of(byTrial.values());
  }
}
