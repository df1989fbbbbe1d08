package io.fanin.bench.roofline;

import io.fanin.kernel.Activation;
import io.fanin.kernels.cpu.onednn.Kernel;
import io.fanin.kernels.cpu.onednn.Lane;
import io.fanin.kernels.cpu.onednn.Matrices;
import io.fanin.kernels.cpu.onednn.NativeFloats;
import io.fanin.kernels.cpu.onednn.UnsuitableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A product of two square matrices by oneDNN, a stretch of the result's rows for each thread. */
final class SquareProduct implements AutoCloseable {
  /** Large enough that the second matrix fits no second-level cache. */
  private static final int SIZE = 2048;

  private final NativeFloats left = ones();
  private final NativeFloats right = ones();
  private final NativeFloats result = new NativeFloats((long) SIZE * SIZE);
  private final List<Lane> lanes = new ArrayList<>();
  private final int rows;

  SquareProduct(int threads) {
    rows = Math.max(1, SIZE / threads);
  }

  /** Denormal or growing numbers would change the speed. */
  private static NativeFloats ones() {
    NativeFloats numbers = new NativeFloats((long) SIZE * SIZE);
    float[] row = new float[SIZE];
    Arrays.fill(row, 1);
    for (int i = 0; i < SIZE; i++) {
      numbers.put((long) i * SIZE, row, SIZE);
    }
    return numbers;
  }

  /** Operations of one thread in one call. */
  double flopsOfOne() {
    return 2.0 * rows * SIZE * SIZE;
  }

  /** The work of the next thread, which no other may run. */
  Runnable next() {
    long first = (long) lanes.size() * rows % SIZE;
    Lane lane = new Lane();
    lanes.add(lane);
    try {
      Kernel kernel =
          lane.multiply(
              stretch(left, first, Math.min(rows, SIZE - first)),
              stretch(right, 0, SIZE),
              stretch(result, first, Math.min(rows, SIZE - first)),
              false,
              Activation.IDENTITY);
      lane.finish();
      return kernel::run;
    } catch (UnsuitableException e) {
      throw new IllegalStateException("oneDNN has no fast product on this machine", e);
    }
  }

  private static Matrices stretch(NativeFloats table, long first, long rows) {
    long all = (long) SIZE * SIZE;
    return new Matrices(table, first * SIZE, 1, rows, SIZE, all, SIZE, 1);
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    left.close();
    right.close();
    result.close();
  }
}
