package io.fanin.experiments.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code run.json} says about how a run ended.
 *
 * @param status at the end; while it runs, {@link RunStatus#RUNNING}
 * @param digest of all results, or empty if the run is not complete
 * @param notes short texts by name, such as a verdict; unmodifiable
 */
public record RunSummary(RunStatus status, String digest, SortedMap<String, String> notes) {
  /** Copies the notes. */
  public RunSummary {
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
  }

  /** The summary of a run without a result. */
  public static RunSummary of(RunStatus status) {
    return new RunSummary(status, "", new TreeMap<>());
  }
}
