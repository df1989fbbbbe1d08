package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernels.cuda.OddShape.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels compiled at run time, by a compiler that is g++ under NVRTC's name. */
final class SpecialisationTest {
  private static final String SHIPPED = "shapes outside the grid run on the shipped kernels: ";

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void nothing_compiled_yet() throws IOException {
    Emulation.probe(); // builds the fakes
    Files.deleteIfExists(compilations());
  }

  @AfterEach
  void restore_the_machine() {
    Emulation.reset();
  }

  private static Path compilations() {
    return Emulation.toolkit().resolve("compilations");
  }

  private static List<String> compiled() throws IOException {
    return Files.exists(compilations()) ? Files.readAllLines(compilations()) : List.of();
  }

  private Specialiser specialiser() {
    DriverSearch search = new DriverSearch(List.of(Emulation.toolkit().toString()));
    return new Specialiser(true, search, new ImageCache(folder, ImageCache.USUAL), lines::add);
  }

  private static List<double[]> results(Specialiser specialiser, DType dtype) {
    try (Device device = Emulation.provider(specialiser, false).open()) {
      return OddPlan.results(device, dtype);
    }
  }

  private static void assertSameBits(List<double[]> actual, List<double[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).as("result " + i).isEqualTo(expected.get(i));
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void kernels_made_for_a_shape_give_the_bits_of_the_shipped_ones_and_are_kept() throws Exception {
    List<double[]> shipped = results(Specialiser.off(), DType.FLOAT);
    assertThat(compiled()).isEmpty();

    assertSameBits(results(specialiser(), DType.FLOAT), shipped);
    String options = "--gpu-architecture=sm_90 --std=c++17 --fmad=false -default-device";
    assertThat(compiled()).containsExactly(options, options);
    assertThat(entries()).hasSize(2);

    assertSameBits(results(specialiser(), DType.FLOAT), shipped);
    assertThat(compiled()).as("the second run reads what the first one kept").hasSize(2);

    damage(entries().get(0));
    assertSameBits(results(specialiser(), DType.FLOAT), shipped);
    assertThat(compiled()).as("what is damaged is compiled again").hasSize(3);
    assertSameBits(results(specialiser(), DType.FLOAT), shipped);
    assertThat(compiled()).hasSize(3);
    assertThat(lines).isEmpty();
  }

  private static void damage(Path entry) throws IOException {
    byte[] bytes = Files.readAllBytes(entry);
    bytes[bytes.length / 2] ^= 1;
    Files.write(entry, bytes);
  }

  @Test
  void double_precision_has_its_own_kernels_and_the_same_bits_too() throws Exception {
    assertSameBits(results(specialiser(), DType.DOUBLE), results(Specialiser.off(), DType.DOUBLE));
    assertThat(compiled()).hasSize(2);
    assertThat(lines).isEmpty();
  }

  @Test
  void launches_do_use_what_was_made() {
    try (Device device = Emulation.provider(specialiser(), false).open()) {
      Emulation.set("fail fanin_forward_float_5_3_to_7_bias_relu");
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> OddPlan.results(device, DType.FLOAT))
          .isInstanceOf(io.fanin.kernel.KernelException.DeviceLost.class);
    }
  }

  @Test
  void the_device_class_the_driver_and_the_compiler_decide_what_is_kept() throws Exception {
    Emulation.setToolkit("garbage 1"); // what is compiled does not matter, and this is quicker
    OddShape shape = OddShape.of(layer(5), DType.FLOAT).orElseThrow();
    for (int[] machine : new int[][] {{90, 13000}, {89, 13000}, {90, 13010}, {90, 13000}}) {
      specialiser().image(shape, machine[0], machine[1]);
    }
    assertThat(compiled()).hasSize(3);
    Emulation.setToolkit("garbage 1", "minor 2");
    specialiser().image(shape, 90, 13000);
    assertThat(compiled()).hasSize(4);
    OddShape other = OddShape.of(layer(6), DType.FLOAT).orElseThrow();
    specialiser().image(other, 90, 13000);
    assertThat(compiled()).hasSize(5);
    assertThat(entries()).hasSize(5);
  }

  @Test
  void a_compiler_that_fails_is_told_once_and_the_shipped_kernels_go_on() {
    Emulation.setToolkit("fail kernels.cu(1): error: no such thing");
    Specialiser specialiser = specialiser();
    List<double[]> shipped = results(Specialiser.off(), DType.FLOAT);
    assertSameBits(results(specialiser, DType.FLOAT), shipped);
    assertSameBits(results(specialiser, DType.FLOAT), shipped);
    assertThat(lines)
        .containsExactly(
            SHIPPED
                + "NVRTC 13.1 does not compile them: NVRTC_ERROR_COMPILATION (6): kernels.cu(1):"
                + " error: no such thing");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_image_that_the_driver_does_not_take_is_dropped_and_told() {
    Emulation.setToolkit("garbage 1");
    assertSameBits(results(specialiser(), DType.FLOAT), results(Specialiser.off(), DType.FLOAT));
    assertThat(lines)
        .containsExactly(
            SHIPPED + "the driver does not take what NVRTC made: CUDA_ERROR_INVALID_IMAGE (200)");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_driver_older_than_the_compiler_is_told() throws Exception {
    Emulation.set("driver 12040");
    assertSameBits(results(specialiser(), DType.FLOAT), results(Specialiser.off(), DType.FLOAT));
    assertThat(lines)
        .containsExactly(
            SHIPPED + "NVRTC 13.1 makes code that a driver for CUDA 12.4 does not take");
    assertThat(compiled()).isEmpty();
  }

  @Test
  void without_a_compiler_one_line_says_so() {
    DriverSearch nowhere = new DriverSearch(List.of());
    ImageCache cache = new ImageCache(folder, ImageCache.USUAL);
    Specialiser without = new Specialiser(true, nowhere, cache, lines::add);
    results(without, DType.FLOAT);
    results(without, DType.FLOAT);
    assertThat(lines)
        .containsExactly(SHIPPED + "libnvrtc.so.13 not found; the CUDA toolkit 13 brings it");
  }

  @Test
  void a_library_that_does_not_load_is_told_with_the_reason(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("libnvrtc.so.13"), "no library");
    DriverSearch search = new DriverSearch(List.of(other.toString()));
    ImageCache cache = new ImageCache(folder, ImageCache.USUAL);
    OddShape shape = OddShape.of(layer(5), DType.FLOAT).orElseThrow();
    assertThat(new Specialiser(true, search, cache, lines::add).image(shape, 90, 13000)).isEmpty();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith(SHIPPED + "libnvrtc.so.13 does not load: " + other + "/libnvrtc.so.13: ");
  }

  @Test
  void a_folder_that_cannot_be_written_costs_only_the_keeping() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    DriverSearch search = new DriverSearch(List.of(Emulation.toolkit().toString()));
    ImageCache cache = new ImageCache(file.resolve("below"), ImageCache.USUAL);
    Emulation.setToolkit("garbage 1");
    OddShape shape = OddShape.of(layer(5), DType.FLOAT).orElseThrow();
    assertThat(new Specialiser(true, search, cache, lines::add).image(shape, 90, 13000))
        .isPresent();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith("kernels compiled for shapes outside the grid are not kept for the next run: ");
  }

  /** One node that reads a block of this width. */
  private static AffineSpec layer(int width) {
    return layer(width, Activation.IDENTITY);
  }

  private static AffineSpec layer(int width, Activation activation) {
    int[] zero = {0};
    return new AffineSpec(
        "layer", 1, 1, new int[] {width}, 4, activation, true, zero, zero, zero, false, 1);
  }

  @Test
  void only_what_the_grid_lacks_and_is_not_too_large_gets_kernels_of_its_own() {
    int[] zero = {0};
    AffineSpec regular =
        new AffineSpec(
            "layer", 1, 1, new int[] {8}, 8, Activation.RELU, true, zero, zero, zero, false, 1);
    assertThat(OddShape.of(regular, DType.FLOAT)).isEmpty();
    assertThat(OddShape.of(regular, DType.DOUBLE)).isPresent();
    assertThat(OddShape.of(layer(256), DType.FLOAT)).isPresent();
    assertThat(OddShape.of(layer(257), DType.FLOAT)).isEmpty();
  }

  @Test
  void a_smooth_activation_keeps_the_shipped_forward_kernel() {
    OddShape smooth = OddShape.of(layer(5, Activation.TANH), DType.FLOAT).orElseThrow();
    assertThat(smooth.parts()).containsExactly(Part.SPREAD, Part.PARAMETER_GRADIENTS);
    assertThat(smooth).isEqualTo(OddShape.of(layer(5, Activation.GELU), DType.FLOAT).orElseThrow());
    OddShape exact = OddShape.of(layer(5, Activation.QUADRATIC), DType.FLOAT).orElseThrow();
    assertThat(exact.parts()).containsExactly(Part.values());
  }

  @Test
  void the_sources_in_the_jar_are_those_of_the_shipped_kernels_less_their_instances()
      throws Exception {
    Path sources = Path.of("src", "main", "cuda");
    String plain = KernelSources.plain();
    for (String file : Files.readAllLines(sources.resolve("order"))) {
      assertThat(plain).contains(Files.readString(sources.resolve(file)));
    }
    List<String> own = Files.readAllLines(sources.resolve("plain.cu"));
    assertThat(own.stream().filter(line -> line.contains("KERNEL(")))
        .hasSize(8)
        .allMatch(line -> line.startsWith("KERNEL(") && line.endsWith("}"));
    assertThat(plain).doesNotContain("KERNEL(fanin").contains("DEVICE void spread(");
  }

  @Test
  void the_provider_of_this_machine_can_be_told_to_leave_it() {
    KernelProvider usual = new CudaKernelProvider();
    assertThat(usual.isaClass()).as("bits do not depend on it").isEqualTo("sm80-fp32");
    String before = System.setProperty(CudaKernelProvider.NVRTC, "off");
    try {
      OddShape shape = OddShape.of(layer(5), DType.FLOAT).orElseThrow();
      DriverSearch search = new DriverSearch(List.of(Emulation.toolkit().toString()));
      assertThat(Specialiser.usual(search).image(shape, 90, 13000)).isEmpty();
    } finally {
      if (before == null) {
        System.clearProperty(CudaKernelProvider.NVRTC);
      } else {
        System.setProperty(CudaKernelProvider.NVRTC, before);
      }
    }
  }
}
