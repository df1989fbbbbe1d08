package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.BlockSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a sliding window: position {@code p} reads {@code p * stride - before + i} for {@code
 * i} in {@code [0, filter)}; what lies outside of {@code [0, size)} is padding.
 *
 * @param size positions read
 * @param filter window size
 * @param stride step
 * @param before padding at the low end
 * @param count positions written
 */
record Window(int size, int filter, int stride, int before, int count) {
  /** With equal padding at both ends. */
  static Window padded(String architecture, int size, int filter, int stride, int padding) {
    if (padding >= filter) {
      throw new InvalidInputException(
          "architecture '%s': padding %d must be below the filter size %d"
              .formatted(architecture, padding, filter));
    }
    if (filter > size + 2L * padding) {
      throw new InvalidInputException(
          "architecture '%s': a filter of size %d does not fit %d positions with padding %d; give a smaller filter or more padding"
              .formatted(architecture, filter, size, padding));
    }
    return new Window(size, filter, stride, padding, (size + 2 * padding - filter) / stride + 1);
  }

  /** With as many positions as steps fit into the size, padding spread, the odd one at the end. */
  static Window same(int size, int filter, int stride) {
    int count = (size + stride - 1) / stride;
    int total = Math.max((count - 1) * stride + filter - size, 0);
    return new Window(size, filter, stride, total / 2, count);
  }

  /** The index read, or -1 in the padding. */
  int read(int position, int i) {
    int index = position * stride - before + i;
    return index >= 0 && index < size ? index : -1;
  }

  /** What each node of a grid reads, filter row by row. */
  static List<int[]> reads(Window rows, Window columns, int[] blocks) {
    List<int[]> reads = new ArrayList<>();
    for (int p = 0; p < rows.count; p++) {
      for (int q = 0; q < columns.count; q++) {
        int[] read = new int[rows.filter * columns.filter];
        for (int i = 0; i < read.length; i++) {
          int r = rows.read(p, i / columns.filter);
          int c = columns.read(q, i % columns.filter);
          read[i] = r < 0 || c < 0 ? BlockSpec.ZERO : blocks[r * columns.size + c];
        }
        reads.add(read);
      }
    }
    return reads;
  }
}
