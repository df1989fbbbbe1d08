package io.fanin.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a model file, reading it gives a model or one clear error. */
final class ModelFilesFuzzTest {
  private static final int ROUNDS = 80;
  private static final byte[][] BITS = {
    "0".getBytes(UTF_8),
    "-1".getBytes(UTF_8),
    "2147483647".getBytes(UTF_8),
    "16777216".getBytes(UTF_8),
    "1e308".getBytes(UTF_8),
    "[".getBytes(UTF_8),
    "{".getBytes(UTF_8),
    "\"".getBytes(UTF_8),
    "null".getBytes(UTF_8),
    "[[[[[[[[[[[[[[[[".getBytes(UTF_8),
    ",".getBytes(UTF_8),
    "\u0000".getBytes(UTF_8)
  };

  @TempDir private Path folder;

  @Test
  void mutated_files_in_a_directory_give_nothing_but_clear_errors() throws IOException {
    List<Model> models = ModelFilesTest.all();
    int refused = 0;
    for (int m = 0; m < models.size(); m++) {
      Path path = folder.resolve("m" + m);
      models.get(m).save(path);
      RandomStream random = RandomStream.of(5, "fuzz", m);
      for (String name : List.of("network.json", "weights.safetensors")) {
        byte[] good = Files.readAllBytes(path.resolve(name));
        for (int i = 0; i < ROUNDS / 2; i++) {
          Files.write(path.resolve(name), mutated(good, random));
          refused += refused(path) ? 1 : 0;
        }
        Files.write(path.resolve(name), good);
      }
    }
    assertThat(refused).isGreaterThan(models.size() * ROUNDS / 2);
  }

  @Test
  void mutated_zip_files_give_nothing_but_clear_errors() throws IOException {
    List<Model> models = ModelFilesTest.all();
    int refused = 0;
    for (int m = 0; m < models.size(); m++) {
      Path path = folder.resolve("m" + m + ".zip");
      models.get(m).save(path);
      byte[] good = Files.readAllBytes(path);
      RandomStream random = RandomStream.of(6, "fuzz", m);
      for (int i = 0; i < ROUNDS; i++) {
        Files.write(path, mutated(good, random));
        refused += refused(path) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(models.size() * ROUNDS / 2);
  }

  /** Anything but a model or this error fails the test by escaping. */
  private static boolean refused(Path path) {
    try {
      assertThat(Model.load(path).parameters()).isNotEmpty();
      return false;
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith(path.toString()).doesNotContain("\n");
      return true;
    }
  }

  private static byte[] mutated(byte[] good, RandomStream random) {
    int at = random.nextInt(good.length);
    int length = Math.min(random.nextInt(8), good.length - at);
    byte[] put =
        switch (random.nextInt(4)) {
          case 0 -> new byte[0];
          case 1 -> BITS[random.nextInt(BITS.length)];
          case 2 -> Arrays.copyOfRange(good, at, at + 2 * length);
          default -> new byte[] {(byte) random.nextInt(256)};
        };
    if (random.nextInt(10) == 0) {
      length = good.length - at; // cut off
    }
    byte[] bad = new byte[good.length - length + put.length];
    System.arraycopy(good, 0, bad, 0, at);
    System.arraycopy(put, 0, bad, at, put.length);
    System.arraycopy(good, at + length, bad, at + put.length, good.length - at - length);
    return bad;
  }
}
