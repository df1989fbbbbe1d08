package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code gpu-check} up to the card: every line that can run without one does. */
final class GpuCheckTest {
  /** How a command ended, and what it printed. */
  private record Outcome(int status, String output) {}

  private static Outcome run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java") + "");
    builder.environment().put("FANIN_CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Outcome(process.waitFor(), output);
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void on_the_fake_driver_it_ends_with_its_table() throws Exception {
    Emulation.probe(); // builds it, or skips this test
    Assumptions.assumeTrue(has("python3"), "no python3 here: the peers' arguments were not tried");
    Outcome outcome = run("./gpu-check", "emulated");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    List<String> lines = outcome.output().lines().toList();
    assertThat(lines)
        .anyMatch(line -> line.matches("contract: [1-9]\\d* passed, 0 skipped, 0 failed"));
    int table = lines.indexOf("==> milliseconds a step (width, nodes, rows)");
    assertThat(lines.subList(table + 1, lines.size())).hasSize(3);
    assertThat(lines.get(table + 1)).matches("shape +sm80-fp32 +sm80-tf32");
    assertThat(lines.get(table + 2)).matches("8 4 64 +\\d+\\.\\d{4} +\\d+\\.\\d{4}");
    assertThat(lines.get(table + 3)).matches("16 2 65 +\\d+\\.\\d{4} +\\d+\\.\\d{4}");
  }

  @Test
  void what_it_does_not_know_it_refuses() throws Exception {
    assertThat(run("./gpu-check", "emulate"))
        .isEqualTo(
            new Outcome(
                1,
                "gpu-check: no 'emulate' here; there are pack, emulated, and nothing for this"
                    + " machine's GPU\n"));
  }

  @Test
  void all_scripts_are_sound_for_the_shell() throws Exception {
    for (String script :
        List.of(
            "gpu-check",
            "src/emulator/build",
            "src/emulator/verify",
            "src/main/cuda/generate",
            "src/main/cuda/check",
            "src/main/native/stub/build")) {
      assertThat(run("bash", "-n", script)).as(script).isEqualTo(new Outcome(0, ""));
      if (has("shellcheck")) {
        assertThat(run("shellcheck", "-S", "error", script)).isEqualTo(new Outcome(0, ""));
      }
    }
  }

  @Test
  void the_peers_look_at_their_arguments_before_pytorch_is_needed() throws Exception {
    Assumptions.assumeTrue(has("python3"), "no python3 here: the peers' arguments were not tried");
    assertThat(peers("--check", "tf32", "8x16x32", "64x2048x1024")).isEqualTo(new Outcome(0, ""));
    assertThat(peers("fp31", "8x16x32"))
        .isEqualTo(
            new Outcome(1, "peers: the first argument must be fp32 or tf32, was ['fp31']\n"));
    assertThat(peers("--check"))
        .isEqualTo(new Outcome(1, "peers: the first argument must be fp32 or tf32, was []\n"));
    assertThat(peers("fp32", "8x0x32"))
        .isEqualTo(
            new Outcome(
                1,
                "peers: a shape must be WIDTHxNODESxBATCH, as in 16x16384x1024, was '8x0x32'\n"));
  }

  private static Outcome peers(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 2];
    command[0] = "python3";
    command[1] = "src/gpu/peers.py";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return run(command);
  }
}
