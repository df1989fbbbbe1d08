package io.fanin.kernel;

import java.util.function.Supplier;

/** Memory of the Java heap, asked for with its size said first. */
public final class HostMemory {
  /** Of an array: the mark, the class and the length. */
  private static final int HEADER = 16;

  /** To whose multiples objects are padded. */
  private static final int PADDING = 8;

  private HostMemory() {}

  /**
   * Bytes of a Java array, as the usual JVMs lay it out; none of an empty one, which is shared or
   * nothing beside others. Exact up to 2^53.
   *
   * @param elementBytes bytes of an element, such as {@code Float.BYTES}
   */
  public static double arrayBytes(double length, int elementBytes) {
    double bytes = HEADER + length * elementBytes;
    return length == 0 ? 0 : PADDING * Math.ceil(bytes / PADDING);
  }

  /**
   * Runs an allocation.
   *
   * @param what what the memory is for, as the subject of the error's sentence
   * @param bytes how much it takes, at least 0
   * @throws KernelException.OutOfMemory if it cannot fit, before anything is allocated, or does
   *     not; what was allocated until then is garbage and nothing else is touched
   */
  public static <T> T allocate(String what, long bytes, Supplier<T> allocation) {
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new KernelException.OutOfMemory(what, bytes, free());
    }
    try {
      return allocation.get();
    } catch (OutOfMemoryError | KernelException.OutOfMemory e) { // of a part: the whole is named
      throw new KernelException.OutOfMemory(what, bytes, free());
    }
  }

  /**
   * Checks that one Java array can hold a table.
   *
   * @return {@code rows * columns}
   * @throws KernelException.OutOfMemory if it is longer than an array may be
   */
  public static int arrayLength(String what, long rows, long columns, DType dtype) {
    long length = Math.multiplyExact(rows, columns);
    if (length > Integer.MAX_VALUE - 8) {
      throw new KernelException.OutOfMemory(what, saturatedBytes(length, dtype), free());
    }
    return (int) length;
  }

  /** Bytes of this many numbers, {@code Long.MAX_VALUE} where that overflows. */
  static long saturatedBytes(long length, DType dtype) {
    return length > Long.MAX_VALUE / dtype.bytes() ? Long.MAX_VALUE : length * dtype.bytes();
  }

  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }
}
