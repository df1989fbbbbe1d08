package io.fanin.experiments.tabular;

import io.fanin.experiments.store.RunDirectory;
import java.nio.file.Path;

/** How a training run ended. */
public sealed interface TrainingEnding {
  /** Where it is kept. */
  RunDirectory run();

  /**
   * Every network is trained, and model and report are written.
   *
   * @param page the report's page
   * @param model the kept network's file in the run's folder
   */
  record Complete(RunDirectory run, TrainingOutcome outcome, Path page, Path model)
      implements TrainingEnding {}

  /** It was interrupted; what was done is kept. */
  record Stopped(RunDirectory run, int done, int total) implements TrainingEnding {}

  /** A network could not be trained; what was done is kept. */
  record Broken(RunDirectory run, int done, int total, String trial, Throwable cause)
      implements TrainingEnding {}
}
