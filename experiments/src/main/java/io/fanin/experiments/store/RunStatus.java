package io.fanin.experiments.store;

import java.util.Locale;

/** How far a run came. */
public enum RunStatus {
  /** A process of this machine is writing it. */
  RUNNING,
  /** All its trials are done. */
  COMPLETE,
  /** It was stopped or killed; it can be resumed. */
  INTERRUPTED,
  /** A trial failed; it can be resumed. */
  FAILED;

  /** The word in files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
