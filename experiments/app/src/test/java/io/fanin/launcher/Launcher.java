package io.fanin.launcher;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** For tests: a copy of the launcher in a folder of its own, with a build that is up to date. */
public final class Launcher {
  private static final Path SCRIPT = Path.of("../../fanin");
  private static final List<String> SOURCES =
      List.of(
          "core",
          "models",
          "kernels-cpu",
          "kernels-cuda",
          "plugins/testkit",
          "plugins/circuits",
          "plugins/hierarchy");

  private static final String ALONE =
      "set -o pipefail; sh -c 'echo $$ >pid; exec ./fanin \"$@\" 2>&1 >out' sh \"$@\" | cat >err";

  private final Path home;
  private Path java = Path.of(System.getProperty("java.home"));

  private Launcher(Path home) {
    this.home = home;
  }

  /** With this test's class path in place of the distribution's jars. */
  public static Launcher in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.copy(SCRIPT, home.resolve("fanin"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createFile(home.resolve("pom.xml"));
    for (String source : SOURCES) {
      Files.createDirectories(home.resolve(source));
    }
    Path lib = Files.createDirectories(home.resolve("experiments/app/target/fanin/lib"));
    writeClassPath(lib.resolve("all.jar")); // the testkit is on it as well
    Files.createDirectories(lib.resolveSibling("testkit"));
    Files.createFile(lib.resolve("built"));
    return new Launcher(home);
  }

  /** Uses a script in place of the JVM; its {@code release} file lists the modules. */
  void pretend(String modules, String script) throws IOException {
    java = Files.createDirectories(home.resolve("jdk"));
    Files.writeString(
        java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\nMODULES=\"" + modules + "\"\n");
    Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/usr/bin/env bash\n" + script);
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
  }

  /** Runs a line of bash in which {@code fanin} is the launcher. */
  Ended bash(String line) throws IOException, InterruptedException {
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    Process process =
        builder("bash", "-c", "set -o pipefail; fanin() { ./fanin \"$@\"; }; " + line)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  /**
   * Runs the launcher alone, in the place of a shell whose id is known.
   *
   * <p>Its stderr is read until the last writer is gone: what the JVM itself says passes a filter,
   * which may outlive it by a moment, and Java drops what comes after the end of a process.
   */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    List<String> words = new ArrayList<>(List.of("bash", "-c", ALONE, "bash"));
    words.addAll(List.of(arguments));
    int code = builder(words.toArray(String[]::new)).start().waitFor();
    String pid = Files.readString(home.resolve("pid")).strip();
    return new Ended(
        code,
        Files.readString(out).replace("PID " + pid, "PID of the launcher"),
        Files.readString(err));
  }

  private ProcessBuilder builder(String... words) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(home.toFile());
    builder.environment().put("FANIN_JAVA_HOME", java.toString());
    builder.environment().put("FANIN_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would mention them
    return builder;
  }

  private static void writeClassPath(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(path -> Path.of(path).toUri().toString())
            .collect(joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.finish();
    }
  }

  /**
   * How a call ended.
   *
   * @param code exit code
   * @param out what it wrote to stdout
   * @param err what it wrote to stderr
   */
  public record Ended(int code, String out, String err) {}
}
