package io.fanin.kernel;

/**
 * A table of numbers that lives where a device wants it, {@code [rows, columns]} row-major.
 *
 * <p>User code copies in and out; the holder closes it. Using a closed buffer is an {@link
 * IllegalStateException}.
 */
public interface Buffer extends AutoCloseable {
  /** Number format in which it is stored. */
  DType dtype();

  /** Rows. */
  int rows();

  /** Columns. */
  int columns();

  /**
   * Copies in whole rows.
   *
   * @param source {@code [count, columns]}
   * @param row first row written
   */
  void write(double[] source, int row, int count);

  /** Copies in whole rows of floats; same shapes as the other. */
  void write(float[] source, int row, int count);

  /**
   * Copies out whole rows.
   *
   * @param target {@code [count, columns]}
   * @param row first row read
   */
  void read(double[] target, int row, int count);

  @Override
  void close();
}
