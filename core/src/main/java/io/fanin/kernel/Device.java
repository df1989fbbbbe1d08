package io.fanin.kernel;

import java.util.OptionalLong;

/**
 * An opened device of a provider; a factory of buffers and programs.
 *
 * <p>Not thread-safe. The opener closes it after everything that it made.
 */
public interface Device extends AutoCloseable {
  /** Id of the provider. */
  String providerId();

  /**
   * Takes memory for a table of zeros.
   *
   * @throws KernelException.OutOfMemory if it does not fit; the device stays usable
   */
  Buffer allocate(DType dtype, int rows, int columns);

  /**
   * Prepares a plan: checks shapes once, plans memory, picks kernels. Parameters start at zero.
   * Where memory runs out, the error names the bytes that {@link #announce} does with no slots.
   *
   * @throws KernelException.Refused if a spec is not supported
   * @throws KernelException.OutOfMemory if it does not fit; the device stays usable
   */
  Program compile(Plan plan, CompileOptions options);

  /**
   * Bytes of numbers that a program of this plan will hold, said before any of them is taken: its
   * parameters, gradients, blocks, and the state of an update rule. After {@link #compile} and
   * training steps {@link Program#bytes} is the same number; what a program takes besides, such as
   * lists of where its blocks lie, is small beside them. Takes no such memory itself.
   *
   * @param slots numbers that the rule keeps for each parameter, see {@code Optimizer.slots}
   * @return empty where the device announces nothing, {@code Long.MAX_VALUE} where it is more
   * @throws KernelException.Refused if a spec is not supported
   */
  default OptionalLong announce(Plan plan, CompileOptions options, int slots) {
    return OptionalLong.empty();
  }

  /** Buffers and programs that are open. */
  int openResources();

  @Override
  void close();
}
