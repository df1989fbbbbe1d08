package io.fanin.experiments.plugin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the testkit's contracts on what a plugin jar offers.
 *
 * <p>The testkit is no part of the command: its jars lie in a folder beside the distribution's, and
 * it runs in a process of its own, with this one's flags and class path. So a plugin that crashes,
 * hangs or ends its process is found out like any other, and JUnit meets no other plugin.
 */
public final class Conformance {
  /** System property with the testkit's folder; the launcher sets it. */
  public static final String PROPERTY = "fanin.testkit";

  private static final String MAIN = "io.fanin.testkit.PluginCheck";
  private static final String INCUBATOR = "WARNING: Using incubator modules";
  private static final long PATIENCE_MINUTES = 10;

  private final Path testkit;

  private Conformance(Path testkit) {
    this.testkit = testkit;
  }

  /** How the check of one service ended. */
  public enum Status {
    /** Every case passed. */
    PASSED,
    /** A case failed, or the process did. */
    FAILED,
    /** It cannot be checked here. */
    UNCHECKED
  }

  /**
   * What was found about one service.
   *
   * @param kind such as {@code target}
   * @param service its class
   * @param text how many cases passed, the first that failed, or why there was no check
   */
  public record Finding(String kind, String service, Status status, String text) {}

  /** The testkit that the launcher names, if there is one. */
  public static Optional<Conformance> here() {
    String folder = System.getProperty(PROPERTY, "");
    return folder.isEmpty() || !Files.isDirectory(Path.of(folder))
        ? Optional.empty()
        : Optional.of(new Conformance(Path.of(folder)));
  }

  /**
   * Checks a jar.
   *
   * @throws UncheckedIOException if no process can be started
   * @throws InterruptedException if the thread is interrupted; the process is then ended
   */
  public List<Finding> check(PluginJar jar) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("fanin-check");
      Path result = folder.resolve("result");
      Path log = folder.resolve("log");
      try {
        Process process = start(jar.path(), result, log);
        String ending = await(process);
        return findings(lines(result), ending + firstLine(log));
      } finally {
        Files.deleteIfExists(result);
        Files.deleteIfExists(log);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot check " + jar.path() + ": " + e.getMessage(), e);
    }
  }

  private Process start(Path jar, Path result, Path log) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", classPath(), MAIN, jar.toString(), result.toString()));
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private String classPath() throws IOException {
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    try (Stream<Path> jars = Files.list(testkit)) {
      jars.filter(j -> j.toString().endsWith(".jar"))
          .sorted()
          .forEach(j -> path.append(File.pathSeparator).append(j));
    }
    return path.toString();
  }

  /** How it ended, as the start of a sentence. */
  private static String await(Process process) throws InterruptedException {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        return "there was no end after " + PATIENCE_MINUTES + " minutes";
      }
      return "the process ended with " + process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** What an exception or a crash begins with. */
  private static String firstLine(Path log) throws IOException {
    return lines(log).stream()
        .map(line -> line.replaceFirst("^[#\\s]+", ""))
        .filter(line -> !line.isBlank() && !line.startsWith(INCUBATOR))
        .findFirst()
        .map(line -> ": " + line)
        .orElse("");
  }

  /**
   * Reads the lines that the testkit wrote.
   *
   * @param ending why there are no more of them, should the last one be missing
   */
  static List<Finding> findings(List<String> lines, String ending) {
    List<Finding> findings = new ArrayList<>();
    @Nullable Finding open = new Finding("jar", "", Status.FAILED, ending);
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      if (parts[0].equals("begin") && parts.length == 3) {
        open = new Finding(parts[1], parts[2], Status.FAILED, ending);
      } else if (parts[0].equals("end") && parts.length >= 5) {
        findings.add(finding(parts));
        open = new Finding("jar", "", Status.FAILED, ending);
      } else if (parts[0].equals("done")) {
        open = null;
      }
    }
    if (open != null) {
      findings.add(open);
    }
    return findings;
  }

  private static Finding finding(String[] parts) {
    return switch (parts[3]) {
      case "passed" ->
          new Finding(parts[1], parts[2], Status.PASSED, "all " + parts[4] + " cases passed");
      case "unchecked" -> new Finding(parts[1], parts[2], Status.UNCHECKED, parts[4]);
      default ->
          new Finding(
              parts[1],
              parts[2],
              Status.FAILED,
              parts.length < 8
                  ? String.join(" ", parts)
                  : "%s of %s cases failed, first %s: %s"
                      .formatted(parts[5], parts[4], parts[6], parts[7]));
    };
  }
}
