package io.fanin.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A buffer on the Java heap, for providers whose programs read heap arrays.
 *
 * <p>It adds one to a device's count of open resources, and takes it back when closed.
 */
public final class HostBuffer implements Buffer {
  private final DType dtype;
  private final int rows;
  private final int columns;
  private final AtomicInteger open;
  private float[] floats;
  private double[] doubles;
  private boolean closed;

  private HostBuffer(
      DType dtype, int rows, int columns, float[] floats, double[] doubles, AtomicInteger open) {
    this.dtype = dtype;
    this.rows = rows;
    this.columns = columns;
    this.floats = floats;
    this.doubles = doubles;
    this.open = open;
    open.incrementAndGet();
  }

  /**
   * A table of zeros.
   *
   * @param open the device's count of open resources
   * @throws KernelException.OutOfMemory if it does not fit
   */
  public static HostBuffer allocate(DType dtype, int rows, int columns, AtomicInteger open) {
    ProgramChecks.bufferShape(rows, columns);
    String what = "a buffer of %,d x %,d".formatted(rows, columns);
    int length = HostMemory.arrayLength(what, rows, columns, dtype);
    return HostMemory.allocate(
        what,
        (long) length * dtype.bytes(),
        () ->
            new HostBuffer(
                dtype,
                rows,
                columns,
                new float[dtype == DType.FLOAT ? length : 0],
                new double[dtype == DType.DOUBLE ? length : 0],
                open));
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The numbers of a float buffer, row-major; the array itself, for kernels to read. */
  public float[] floats() {
    ProgramChecks.open(!closed, "buffer");
    return floats;
  }

  /** The numbers of a double buffer, row-major; the array itself, for kernels to read. */
  public double[] doubles() {
    ProgramChecks.open(!closed, "buffer");
    return doubles;
  }

  @Override
  public void write(double[] source, int row, int count) {
    int at = check(source.length, row, count);
    if (dtype == DType.DOUBLE) {
      System.arraycopy(source, 0, doubles, at, count * columns);
    } else {
      for (int i = 0; i < count * columns; i++) {
        floats[at + i] = (float) source[i];
      }
    }
  }

  @Override
  public void write(float[] source, int row, int count) {
    int at = check(source.length, row, count);
    if (dtype == DType.FLOAT) {
      System.arraycopy(source, 0, floats, at, count * columns);
    } else {
      for (int i = 0; i < count * columns; i++) {
        doubles[at + i] = source[i];
      }
    }
  }

  @Override
  public void read(double[] target, int row, int count) {
    int at = check(target.length, row, count);
    if (dtype == DType.DOUBLE) {
      System.arraycopy(doubles, at, target, 0, count * columns);
    } else {
      for (int i = 0; i < count * columns; i++) {
        target[i] = floats[at + i];
      }
    }
  }

  private int check(int length, int row, int count) {
    ProgramChecks.open(!closed, "buffer");
    ProgramChecks.copy(this, length, row, count);
    return row * columns;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      floats = new float[0];
      doubles = new double[0];
      open.decrementAndGet();
    }
  }
}
