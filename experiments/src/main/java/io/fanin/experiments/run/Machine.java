package io.fanin.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The machine in words.
 *
 * @param processor its model, or its architecture where the system does not tell
 * @param cores that this process may use
 * @param memoryGib of the machine, 0 if unknown
 * @param system name and version
 */
public record Machine(String processor, int cores, long memoryGib, String system) {
  private static final Logger LOG = LogManager.getLogger(Machine.class);
  private static final long KIB_IN_GIB = 1L << 20;

  /** Looks at this one. */
  public static Machine here() {
    return new Machine(
        value("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        value("/proc/meminfo", "MemTotal").map(Machine::gib).orElse(0L),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  /** In one line. */
  public String sentence() {
    return "%s, %d %s%s, %s"
        .formatted(
            processor,
            cores,
            cores == 1 ? "core" : "cores",
            memoryGib > 0 ? ", " + memoryGib + " GiB" : "",
            system);
  }

  /** Rounded; the kernel keeps a little for itself. */
  private static long gib(String text) {
    return (Long.parseLong(text.replaceAll("\\D", "")) + KIB_IN_GIB / 2) / KIB_IN_GIB;
  }

  private static Optional<String> value(String file, String name) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(name) && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
      return Optional.empty();
    }
  }
}
