package io.fanin.train;

import java.nio.file.Path;

/**
 * Writes a checkpoint every so many steps; a process that dies loses no more than those.
 *
 * @param trainer whose state is written; the listener belongs to its run
 * @param file replaced each time
 * @param identity of the run
 * @param steps between checkpoints, at least 1
 */
public record CheckpointEvery(Trainer trainer, Path file, RunIdentity identity, long steps)
    implements TrainingListener {
  /** Checks the range. */
  public CheckpointEvery {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be >= 1, was " + steps);
    }
  }

  @Override
  public boolean stepped(long step) {
    if (step % steps == 0) {
      Checkpoints.write(file, trainer.state(), identity);
    }
    return true;
  }
}
