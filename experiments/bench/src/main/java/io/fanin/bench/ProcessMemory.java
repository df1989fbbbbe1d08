package io.fanin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Memory of this process after a collection.
 *
 * @param heap bytes of live objects
 * @param resident bytes in main memory, or NaN where the system does not tell
 */
record ProcessMemory(double heap, double resident) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int COLLECTIONS = 3;
  private static final double KIB = 1024;

  /** Looks now. */
  static ProcessMemory now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ProcessMemory(heap, residentNow());
  }

  private static double residentNow() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith("VmRSS:")).findFirst().stream()
          .mapToDouble(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
