package io.fanin.kernels.cuda;

/** Places regions one after another in a single allocation, each on a boundary of 256 bytes. */
final class MemoryMap {
  private static final long BOUNDARY = 256;

  private long bytes;

  /**
   * Appends a region.
   *
   * @return where it begins
   * @throws ArithmeticException if the whole exceeds what a long holds
   */
  long region(long size) {
    long at = bytes;
    bytes = Math.addExact(at, roundUp(size, BOUNDARY));
    return at;
  }

  /** Bytes of all regions. */
  long bytes() {
    return bytes;
  }

  /** {@code size} rounded up to a multiple. */
  static long roundUp(long size, long multiple) {
    return Math.multiplyExact(Math.addExact(size, multiple - 1) / multiple, multiple);
  }

  /** A number of bytes as a long, the largest one where it is more. */
  static long saturated(double bytes) {
    return bytes >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) bytes;
  }
}
