package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernels.cuda.KernelLibrary.Family;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The PTX in the jar; whether a compiler makes it again is checked where one is. */
final class ShippedPtxTest {
  private static final Path SOURCES = Path.of("src", "main", "cuda");
  private static final Path RESOURCES = Path.of("src/main/resources/io/fanin/kernels/cuda");
  private static final Pattern ENTRY = Pattern.compile("\\.entry (fanin_\\w+)");

  @ParameterizedTest
  @EnumSource(Family.class)
  void every_driver_from_cuda_11_8_on_takes_it(Family family) {
    assertThat(KernelLibrary.ptx(family).lines().filter(l -> !l.isBlank()).limit(2))
        .containsExactly(".version 7.8", ".target sm_80");
  }

  @Test
  void it_was_made_from_the_kernels_as_they_are() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Files.readAllBytes(SOURCES.resolve("order")));
    for (String ending : List.of(".cuh", ".cu")) {
      for (Path file : files(ending)) {
        digest.update(Files.readAllBytes(file));
      }
    }
    Path made = RESOURCES.resolve("sources.sha256");
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .as("kernels changed: run src/main/cuda/generate and copy what it makes")
        .isEqualTo(Files.readString(made).strip());
  }

  @Test
  void the_code_for_one_card_was_made_from_this_ptx() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files(RESOURCES, ".ptx.gz")) {
      digest.update(Files.readAllBytes(file));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .as("PTX changed: run src/main/cuda/generate and copy all that it makes")
        .isEqualTo(Files.readString(RESOURCES.resolve("cubins.sha256")).strip());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void the_code_for_one_card_holds_all_kernels_of_the_ptx(Family family) {
    byte[] code = KernelLibrary.unpack(family.readyMade());
    assertThat(code).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(code[18]).as("machine").isEqualTo((byte) 190);
    String names = new String(code, StandardCharsets.ISO_8859_1);
    assertThat(entries(family)).isNotEmpty();
    for (String name : entries(family)) {
      assertThat(names).contains(".text." + name + "\0");
    }
  }

  @Test
  void all_code_in_the_jar_stays_small() throws Exception {
    long bytes = 0;
    for (Path file : files(RESOURCES, ".gz")) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThan(1_500_000);
  }

  private static List<Path> files(String ending) throws Exception {
    return files(SOURCES, ending);
  }

  private static List<Path> files(Path folder, String ending) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void it_holds_a_kernel_for_every_shape_of_the_grid() {
    Set<String> forward = entries(Family.TENSOR_FORWARD);
    Set<String> backward = entries(Family.TENSOR_BACKWARD);
    for (Precision precision : Precision.values()) {
      for (int width = 8; width <= 128; width += 8) {
        for (int features = 8; features <= 256; features += 8) {
          TensorShape shape = new TensorShape(width, features);
          assertThat(forward).contains(shape.forwardKernel(precision));
          assertThat(backward).contains(shape.backwardKernel(precision));
          assertThat(shape.backwardShared()).isLessThanOrEqualTo(99 * 1024);
        }
      }
    }
  }

  private static Set<String> entries(Family family) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = ENTRY.matcher(KernelLibrary.ptx(family));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void the_kernels_include_nothing_so_that_a_run_time_compiler_takes_them() throws Exception {
    for (String ending : List.of(".cuh", ".cu")) {
      for (Path file : files(ending)) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContain("#include");
      }
    }
  }
}
