package io.fanin.kernel;

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
   *
   * @throws KernelException.Refused if a spec is not supported
   * @throws KernelException.OutOfMemory if it does not fit; the device stays usable
   */
  Program compile(Plan plan, CompileOptions options);

  /** Buffers and programs that are open. */
  int openResources();

  @Override
  void close();
}
