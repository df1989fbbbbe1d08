package io.fanin.circuits.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.logic.Minimisation;
import io.fanin.circuits.logic.RandomCircuits;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks {@code berkeley-abc} (of Debian's package of that name) whether what was written is still
 * the same circuit; skipped where it is not installed.
 */
class IndependentCheckTest {
  private static final String ABC = "berkeley-abc";

  @TempDir private Path folder;

  @BeforeEach
  void requireAbc() {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, ABC)));
    assumeTrue(found, ABC + " is not installed");
  }

  private String abc(String commands) throws IOException, InterruptedException {
    Path output = folder.resolve("abc.txt");
    Process process =
        new ProcessBuilder(ABC, "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  static Stream<Circuit> circuits() {
    return Stream.of(
        CircuitLibrary.multiplier(5),
        CircuitLibrary.sorter(4),
        CircuitLibrary.adder(64),
        RandomCircuits.of(12, 200, 6, 4));
  }

  @ParameterizedTest
  @MethodSource("circuits")
  void all_files_of_a_circuit_and_of_its_minimisation_are_equivalent(Circuit circuit)
      throws IOException, InterruptedException {
    Circuit small = Minimisation.minimise(circuit);
    Files.writeString(folder.resolve("a.blif"), BlifWriter.write(circuit, "a"));
    Files.write(folder.resolve("b.aig"), AigerWriter.binary(circuit));
    Files.writeString(folder.resolve("c.blif"), BlifWriter.write(small, "c"));
    Files.write(folder.resolve("d.aig"), AigerWriter.binary(small));
    for (String other : new String[] {"b.aig", "c.blif", "d.aig"}) {
      assertThat(abc("cec a.blif " + other)).contains("Networks are equivalent");
    }
  }

  @Test
  void circuits_that_differ_are_told_apart() throws IOException, InterruptedException {
    Circuit adder = CircuitLibrary.adder(4);
    String text = BlifWriter.write(adder, "a");
    Files.writeString(folder.resolve("a.blif"), text);
    int row = text.indexOf("\n11 1");
    assertThat(row).isPositive();
    Files.writeString(
        folder.resolve("b.blif"), text.substring(0, row) + "\n10 1" + text.substring(row + 5));
    assertThat(abc("cec a.blif b.blif")).contains("NOT EQUIVALENT");
  }
}
