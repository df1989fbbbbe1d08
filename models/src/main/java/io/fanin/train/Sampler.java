package io.fanin.train;

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
}
