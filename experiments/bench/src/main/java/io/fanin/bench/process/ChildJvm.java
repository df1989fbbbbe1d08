package io.fanin.bench.process;

import io.fanin.kernels.cpu.onednn.OneDnn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of the same kind as this one: its executable, its flags and its class path. */
public final class ChildJvm {
  private final List<String> flags;

  private ChildJvm(List<String> flags) {
    this.flags = List.copyOf(flags);
  }

  /** With this JVM's flags and more. */
  public static ChildJvm like(List<String> more) {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent")) {
        flags.add(flag);
      }
    }
    flags.addAll(more);
    return new ChildJvm(flags);
  }

  /** The executable that runs this JVM. */
  public static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a main class to its end and gives the lines that it printed.
   *
   * @throws IllegalStateException if it fails, with its last line
   */
  public List<String> run(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(executable());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      return run(main, new ProcessBuilder(command));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + executable(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + main.getSimpleName() + " ran", e);
    }
  }

  private static List<String> run(Class<?> main, ProcessBuilder builder)
      throws IOException, InterruptedException {
    builder.environment().putIfAbsent(OneDnn.THREADS, "1"); // as the launcher has it
    // its warning about the incubating module must not be read as a result
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
      int code = process.waitFor();
      if (code != 0 || lines.isEmpty()) {
        throw new IllegalStateException(
            "%s ended with code %d after %d lines"
                .formatted(main.getSimpleName(), code, lines.size()));
      }
      return lines;
    } finally {
      process.destroy();
    }
  }
}
