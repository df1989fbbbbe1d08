package io.fanin.train;

import io.fanin.kernel.Batch;

/**
 * Where a training run's batches come from.
 *
 * <p>The batch of a step is a function of the step's number alone, so that a resumed run sees what
 * an uninterrupted one would have seen. Not thread-safe; the batch returned is valid until the next
 * call.
 */
public interface BatchSource extends AutoCloseable {
  /** Most rows of any batch. */
  int maxBatch();

  /** The batch of a step, counted from 0. */
  Batch batch(long step);

  /** Closes what the source itself allocated. */
  @Override
  default void close() {}
}
