package io.fanin.kernels.cuda;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A table of which every GPU has a copy, as each reads rows of its own. */
final class ReplicatedBuffer implements Buffer {
  private final List<CudaBuffer> copies;
  private final AtomicInteger open;
  private boolean closed;

  ReplicatedBuffer(List<CudaBuffer> copies, AtomicInteger open) {
    this.copies = List.copyOf(copies);
    this.open = open;
    open.incrementAndGet();
  }

  /** The copy of a rank. */
  CudaBuffer of(int rank) {
    return copies.get(rank);
  }

  @Override
  public DType dtype() {
    return copies.get(0).dtype();
  }

  @Override
  public int rows() {
    return copies.get(0).rows();
  }

  @Override
  public int columns() {
    return copies.get(0).columns();
  }

  @Override
  public void write(double[] source, int row, int count) {
    copies.forEach(copy -> copy.write(source, row, count));
  }

  @Override
  public void write(float[] source, int row, int count) {
    copies.forEach(copy -> copy.write(source, row, count));
  }

  @Override
  public void read(double[] target, int row, int count) {
    copies.get(0).read(target, row, count);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      copies.forEach(CudaBuffer::close);
      open.decrementAndGet();
    }
  }
}
