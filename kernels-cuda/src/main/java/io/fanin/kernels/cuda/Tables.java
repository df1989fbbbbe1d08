package io.fanin.kernels.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Index tables that kernels read, collected into one array of bytes. */
final class Tables {
  private static final int BOUNDARY = 16;

  private final List<ByteBuffer> parts = new ArrayList<>();
  private int bytes;

  /** Appends integers; returns where they begin. */
  int ints(int[] values) {
    ByteBuffer part = part(Math.multiplyExact(values.length, Integer.BYTES));
    part.asIntBuffer().put(values);
    return append(part);
  }

  /** Appends long integers; returns where they begin. */
  int longs(long[] values) {
    ByteBuffer part = part(Math.multiplyExact(values.length, Long.BYTES));
    part.asLongBuffer().put(values);
    return append(part);
  }

  /** A part to be filled with structs and then given to {@link #append}. */
  static ByteBuffer part(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /** Appends a whole part; returns where it begins. */
  int append(ByteBuffer part) {
    int at = bytes;
    parts.add(part);
    bytes = Math.addExact(at, (part.capacity() + BOUNDARY - 1) / BOUNDARY * BOUNDARY);
    return at;
  }

  /** Everything appended. */
  byte[] toBytes() {
    byte[] all = new byte[bytes];
    int at = 0;
    for (ByteBuffer part : parts) {
      part.duplicate().clear().get(all, at, part.capacity());
      at += (part.capacity() + BOUNDARY - 1) / BOUNDARY * BOUNDARY;
    }
    return all;
  }
}
