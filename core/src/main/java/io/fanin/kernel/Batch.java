package io.fanin.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a call.
 *
 * <p>Live row {@code i} of stream {@code s} is row {@code rows[s * count + i]} of both tables. The
 * array may be longer, is only read, and not kept beyond the call, so that a caller may reuse it.
 *
 * @param inputs data {@code [any, plan.inputColumns()]}, of the program's dtype and device
 * @param targets targets {@code [any, plan.targetColumns()]}; null where no loss is asked for
 * @param rows chosen rows, {@code [streams, count]}
 * @param count live rows, from 0 to the program's {@code maxBatch}
 */
public record Batch(Buffer inputs, @Nullable Buffer targets, int[] rows, int count) {
  /** The first {@code count} rows of one stream, in order. */
  public static Batch first(Buffer inputs, @Nullable Buffer targets, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    return new Batch(inputs, targets, rows, count);
  }
}
