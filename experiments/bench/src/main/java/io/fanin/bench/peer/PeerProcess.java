package io.fanin.bench.peer;

import io.fanin.bench.process.ChildJvm;
import io.fanin.bench.process.Clock;
import io.fanin.input.InvalidInputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts libtorch in a process of its own, from the folder that the peers' build has filled. */
public final class PeerProcess {
  /** System property with the folder that holds {@code lib} and {@code native}. */
  public static final String FOLDER = "fanin.peers";

  private static final String MAIN = "io.fanin.bench.libtorch.LibtorchMain";

  /** Large blocks would otherwise be given back to the system, and faulted in anew, every step. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("MALLOC_MMAP_THRESHOLD_", "8589934592", "MALLOC_TRIM_THRESHOLD_", "17179869184");

  private PeerProcess() {}

  /**
   * Starts libtorch.
   *
   * @param threads that it may use
   * @param clock what its steps are timed by
   * @throws InvalidInputException if it is not installed
   */
  public static Peer libtorch(int threads, Clock clock) {
    Path folder = Path.of(System.getProperty(FOLDER, ""));
    if (!Files.isDirectory(folder.resolve("lib")) || !Files.isDirectory(folder.resolve("native"))) {
      throw new InvalidInputException(
          "--peer: libtorch is not installed; ./fanin bench --peer libtorch builds it from the"
              + " sources' folder, or mvn -Ppeers -pl experiments/bench/peers -am package -Dquick,"
              + " then -D"
              + FOLDER
              + "=experiments/bench/peers/target/fanin");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            ChildJvm.executable(),
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-Djava.library.path=" + folder.resolve("native"),
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-cp",
            classPath(folder.resolve("lib")),
            MAIN);
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return talkTo(builder.start(), threads, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + ChildJvm.executable(), e);
    }
  }

  private static Peer talkTo(Process process, int threads, Clock clock) {
    BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    return new Peer(in, out, process::destroy, threads, clock);
  }

  private static String classPath(Path lib) {
    try (Stream<Path> files = Files.list(lib)) {
      List<String> jars =
          files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
      return String.join(File.pathSeparator, jars);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + lib, e);
    }
  }
}
