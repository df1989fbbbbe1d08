package io.fanin.kernels.cpu.onednn;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Floats outside the Java heap, aligned to 64 bytes, zero at first; the holder closes it and uses
 * it no more.
 */
public final class NativeFloats implements AutoCloseable {
  /** Most floats in one piece. */
  public static final long LONGEST = 1L << 28;

  private static final int ALIGNMENT = 64;

  /** What alignment may cost. */
  private static final int SPARE = ALIGNMENT / Float.BYTES;

  private final FloatPointer whole;
  private final FloatPointer start;
  private final FloatBuffer view;

  /**
   * Takes memory.
   *
   * @param size at most {@link #LONGEST}
   * @throws OutOfMemoryError if there is not enough
   */
  public NativeFloats(long size) {
    if (!(size >= 0 && size <= LONGEST)) {
      throw new IllegalArgumentException("size must be from 0 to " + LONGEST + ", was " + size);
    }
    whole = new FloatPointer(size + SPARE);
    Pointer.memset(whole, 0, (size + SPARE) * Float.BYTES);
    long past = whole.address() % ALIGNMENT;
    start = whole.getPointer(past == 0 ? 0 : (ALIGNMENT - past) / Float.BYTES);
    start.limit(size);
    view = start.asBuffer();
  }

  /** Bytes that so many floats will take. */
  public static double bytes(double size) {
    return Float.BYTES * (size + SPARE);
  }

  /** Bytes that were taken. */
  public double bytes() {
    return (double) Float.BYTES * whole.capacity();
  }

  /**
   * The address of an element: a pointer whose position is 0, as native calls need, that owns
   * nothing.
   */
  Pointer at(long index) {
    return new Address(start.address() + index * Float.BYTES);
  }

  /** A bare address: a scope that closes has nothing to free in it. */
  private static final class Address extends Pointer {
    Address(long value) {
      super((Pointer) null);
      address = value;
    }
  }

  /** Copies in the first {@code count} numbers of an array. */
  public void put(long index, float[] from, int count) {
    view.put((int) index, from, 0, count);
  }

  /** Copies out {@code count} numbers to the start of an array. */
  public void get(long index, float[] to, int count) {
    view.get((int) index, to, 0, count);
  }

  @Override
  public void close() {
    whole.deallocate();
  }
}
