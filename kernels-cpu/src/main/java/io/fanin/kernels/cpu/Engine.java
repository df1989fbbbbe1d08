package io.fanin.kernels.cpu;

import io.fanin.kernel.Batch;
import io.fanin.kernel.HostBuffer;
import io.fanin.optim.Optimizer;

/**
 * The arithmetic of a program: a plan's passes over its own memory.
 *
 * <p>Arguments have been checked. Parameters and the held gradient are in the program's {@link
 * io.fanin.kernel.HostParameters}.
 */
interface Engine extends AutoCloseable {
  /** Computes every block. */
  void forward(Batch batch);

  /** Copies a block of the last pass out, {@code [count, width]}. */
  void read(int block, int count, double[] out);

  /** Forward, losses and backward; overwrites or adds to the held gradient. */
  void train(Batch batch, HostBuffer targets, double[] losses, boolean accumulate);

  /**
   * {@link #train} and the update of the parameters in one, where the engine knows the rule.
   *
   * @return false if it does not and nothing has been done
   */
  default boolean step(
      Batch batch, HostBuffer targets, double[] losses, Optimizer rule, double[] rates) {
    return false;
  }

  /** Forward, and backward from one block to the data. */
  void inputGradient(Batch batch, int block, double[] cotangent, double[] out);

  /** Bytes of numbers that it holds besides the parameters and what belongs to them. */
  double bytes();

  /** Told after every change of the parameters. */
  void parametersChanged();

  @Override
  void close();
}
