package io.fanin.kernels.cpu;

import io.fanin.kernel.KernelException;
import io.fanin.kernels.cpu.onednn.NativeFloats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The native memory of a program: what {@link NativeLayout} lays out, and the plan's parameters.
 */
final class NativeMemory implements AutoCloseable {
  final NativeFloats values;
  final NativeFloats gradients;
  final NativeFloats weights;
  final NativeFloats weightGradients;
  final NativeFloats ones;
  private final List<NativeFloats> all = new ArrayList<>();

  NativeMemory(NativeLayout layout, int parameters) {
    long most = Math.max(layout.valueRows, layout.gradientRows);
    if ((double) layout.stride * most > NativeFloats.LONGEST) {
      throw new KernelException.OutOfMemory(
          "a piece of native memory of %,d rows of %,d floats".formatted(most, layout.stride),
          (long) ((double) Float.BYTES * layout.stride * most),
          Float.BYTES * NativeFloats.LONGEST);
    }
    try {
      values = take(layout.stride * layout.valueRows);
      gradients = take(layout.stride * layout.gradientRows);
      weights = take(parameters);
      weightGradients = take(parameters);
      ones = take(layout.stride);
    } catch (OutOfMemoryError e) {
      close();
      throw e;
    }
    float[] row = new float[layout.stride];
    Arrays.fill(row, 1);
    ones.put(0, row, row.length);
  }

  private NativeFloats take(long size) {
    NativeFloats taken = new NativeFloats(size);
    all.add(taken);
    return taken;
  }

  /** Bytes that it holds. */
  double bytes() {
    return all.stream().mapToDouble(NativeFloats::bytes).sum();
  }

  @Override
  public void close() {
    all.forEach(NativeFloats::close);
  }
}
