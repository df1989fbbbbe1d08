package io.fanin.train;

import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;

/** Draws fresh rows; the same step and stream always give the same rows. */
@FunctionalInterface
public interface Sampler {
  /**
   * Overwrites both arrays.
   *
   * @param step number of the step, from 0
   * @param stream stream of the plan that reads the rows
   * @param inputs {@code [count, inputColumns]}
   * @param targets {@code [count, targetColumns]}
   */
  void sample(long step, int stream, double[] inputs, double[] targets, int count);

  /**
   * Fresh rows of a target under the laws of its inputs.
   *
   * <p>Rows of a step and stream come from the random stream {@code (seed, "fresh", stream, step)}.
   *
   * @param target its inputs are the input columns, its outputs the target columns
   */
  static Sampler of(SparseFunction target, long seed) {
    return (step, stream, inputs, targets, count) -> {
      double[] rows = target.sample(RandomStream.of(seed, "fresh", stream, step), count);
      System.arraycopy(rows, 0, inputs, 0, rows.length);
      double[] values = target.evaluate(rows, count);
      System.arraycopy(values, 0, targets, 0, values.length);
    };
  }
}
