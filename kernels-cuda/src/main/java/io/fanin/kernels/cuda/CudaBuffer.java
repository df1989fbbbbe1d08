package io.fanin.kernels.cuda;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import io.fanin.kernel.ProgramChecks;
import java.util.concurrent.atomic.AtomicInteger;

/** A table in the memory of a GPU. */
final class CudaBuffer implements Buffer {
  private final CudaContext context;
  private final DType dtype;
  private final int rows;
  private final int columns;
  private final long address;
  private final AtomicInteger open;
  private final Leaks.Watch watch;
  private boolean closed;

  private CudaBuffer(
      CudaContext context, DType dtype, int rows, int columns, long address, AtomicInteger open) {
    this.context = context;
    this.dtype = dtype;
    this.rows = rows;
    this.columns = columns;
    this.address = address;
    this.open = open;
    watch = context.watch(this, describe(rows, columns));
    open.incrementAndGet();
  }

  static CudaBuffer allocate(
      CudaContext context, DType dtype, int rows, int columns, AtomicInteger open) {
    ProgramChecks.bufferShape(rows, columns);
    context.enter();
    String what = describe(rows, columns);
    long bytes = MemoryMap.saturated((double) rows * columns * dtype.bytes());
    long address = context.allocate(what, bytes);
    context.clear(address, bytes);
    return new CudaBuffer(context, dtype, rows, columns, address, open);
  }

  private static String describe(int rows, int columns) {
    return "a buffer of %,d x %,d".formatted(rows, columns);
  }

  /** Whether it lies on the GPU of this context. */
  boolean isOn(CudaContext other) {
    return context == other;
  }

  /** Where it lies, for kernels to read. */
  long address() {
    ProgramChecks.open(!closed, "buffer");
    return address;
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

  @Override
  public void write(double[] source, int row, int count) {
    long at = check(source.length, row, count);
    new Transfers(context).upload(dtype, at, source, 0, count * columns);
  }

  @Override
  public void write(float[] source, int row, int count) {
    long at = check(source.length, row, count);
    new Transfers(context).upload(dtype, at, source, count * columns);
  }

  @Override
  public void read(double[] target, int row, int count) {
    long at = check(target.length, row, count);
    new Transfers(context).download(dtype, at, target, 0, count * columns);
  }

  private long check(int length, int row, int count) {
    ProgramChecks.open(!closed, "buffer");
    ProgramChecks.copy(this, length, row, count);
    context.enter();
    return address + (long) row * columns * dtype.bytes();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      watch.end();
      context.release(address);
      open.decrementAndGet();
    }
  }
}
