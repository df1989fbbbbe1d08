package io.fanin.experiments.run;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.store.RunDirectory;
import java.nio.file.Path;

/** How a run ended. */
public sealed interface RunEnding {
  /** Where it is kept. */
  RunDirectory run();

  /**
   * Every trial is done and the report is written.
   *
   * @param page the report's page
   */
  record Complete(RunDirectory run, ClaimReport claim, Provenance provenance, Path page)
      implements RunEnding {
    /** Canonical digest of all results. */
    public String digest() {
      return provenance.resultsDigest();
    }
  }

  /** It was interrupted; what was done is kept. */
  record Stopped(RunDirectory run, int done, int total) implements RunEnding {}

  /**
   * A trial failed; what was done is kept.
   *
   * @param trial the trial's label
   */
  record Broken(RunDirectory run, int done, int total, String trial, Throwable cause)
      implements RunEnding {}
}
