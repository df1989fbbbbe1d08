package io.fanin.kernels.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The one struct that a kernel takes, written field by field in the order of its declaration.
 *
 * <p>In every struct the fields of 8 bytes stand before those of 4, so nothing needs padding. The
 * driver copies the struct at the launch; the memory serves the next one.
 */
final class Arguments implements AutoCloseable {
  private static final int BYTES = 1024;

  private final BytePointer memory = new BytePointer(BYTES);
  private final ByteBuffer fields = memory.asByteBuffer().order(ByteOrder.nativeOrder());
  private final PointerPointer<Pointer> pointer = new PointerPointer<>(1);

  Arguments() {
    pointer.put(memory);
  }

  /** Starts a new struct. */
  Arguments begin() {
    fields.clear();
    return this;
  }

  /** Appends an address or another 8-byte integer. */
  Arguments address(long value) {
    fields.putLong(value);
    return this;
  }

  /** Appends a 4-byte integer. */
  Arguments number(int value) {
    fields.putInt(value);
    return this;
  }

  PointerPointer<Pointer> pointer() {
    return pointer;
  }

  @Override
  public void close() {
    pointer.close();
    memory.close();
  }
}
