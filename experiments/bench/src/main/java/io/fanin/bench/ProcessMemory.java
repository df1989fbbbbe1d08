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
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** What the kernel wants to read there. */
  private static final String RESIDENT_PEAK = "5";

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

  /**
   * Starts the peak anew, after a collection.
   *
   * @return bytes in main memory now, NaN where the system does not tell
   */
  static double restartPeak() {
    double resident = now().resident();
    try {
      Files.writeString(CLEAR, RESIDENT_PEAK);
      return resident;
    } catch (IOException e) {
      return Double.NaN; // an older or another system: the old peak would hide the new one
    }
  }

  /** Most bytes in main memory since the peak was started anew. */
  static double peak() {
    return status("VmHWM:");
  }

  private static double residentNow() {
    return status("VmRSS:");
  }

  private static double status(String field) {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith(field)).findFirst().stream()
          .mapToDouble(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
  }
}
