package io.fanin.experiments.claim;

import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingResult;

/** Trains to the end, or until the thread is interrupted. */
public final class UntilInterrupted implements TrainingListener {
  private UntilInterrupted() {}

  /**
   * Runs a trainer.
   *
   * @throws InterruptedException if the thread was interrupted before the end
   */
  public static TrainingResult run(Trainer trainer) throws InterruptedException {
    TrainingResult result = trainer.run(new UntilInterrupted());
    if (!result.finished()) {
      throw new InterruptedException("training was interrupted");
    }
    return result;
  }

  @Override
  public boolean stepped(long step) {
    return !Thread.currentThread().isInterrupted();
  }
}
