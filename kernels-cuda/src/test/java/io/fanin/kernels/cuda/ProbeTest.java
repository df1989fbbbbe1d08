package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.KernelException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way, each in its sentence. */
final class ProbeTest {
  private static final DriverSearch NOWHERE = new DriverSearch(List.of());

  @AfterEach
  void restore_the_machine() {
    Emulation.reset();
  }

  private static void assertRefused(Probe probe, String reason) {
    assertThat(probe.run()).isEqualTo(Support.no(reason));
  }

  @Test
  void another_system_is_named() {
    assertRefused(
        new Probe("Mac OS X", "aarch64", NOWHERE, 0, ""),
        "CUDA kernels are built for Linux x86-64; this is Mac OS X aarch64");
  }

  @Test
  void a_missing_driver_is_named() {
    assertRefused(
        new Probe("Linux", "amd64", NOWHERE, 0, ""), "no NVIDIA driver: libcuda.so.1 not found");
  }

  @Test
  void a_file_that_is_no_library_is_no_driver(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("libcuda.so.1"), "no library");
    DriverSearch search = new DriverSearch(List.of(folder.toString()));
    assertThat(new Probe("Linux", "amd64", search, 0, "").run())
        .isInstanceOfSatisfying(
            Support.No.class,
            no ->
                assertThat(no.reason())
                    .startsWith("the NVIDIA driver does not load: " + folder + "/libcuda.so.1: "));
  }

  @Test
  void folders_of_the_library_path_come_first(@TempDir Path folder) throws Exception {
    Path library = Files.createFile(folder.resolve("libcuda.so.1"));
    assertThat(DriverSearch.after(":" + folder).find("libcuda.so.1")).contains(library);
  }

  @Test
  void an_old_driver_is_told_what_it_lacks() {
    Probe probe = Emulation.probe();
    Emulation.set("driver 11080");
    assertRefused(
        probe,
        "the NVIDIA driver supports CUDA 11.8, but 12.0 is needed: install driver 525 or later");
    Emulation.set("driver 12000");
    assertThat(probe.run()).isEqualTo(Support.yes());
  }

  @Test
  void a_driver_without_a_gpu_is_told_apart_from_no_driver() {
    Probe probe = Emulation.probe();
    Emulation.set("devices 0");
    assertRefused(probe, "an NVIDIA driver is here, but no GPU is visible");
    assertRefused(
        new Probe("Linux", "amd64", probe.search(), 0, "-1"),
        "an NVIDIA driver is here, but no GPU is visible (CUDA_VISIBLE_DEVICES=-1)");
  }

  @Test
  void a_driver_that_does_not_fit_its_kernel_module_is_told_so() {
    Probe probe = Emulation.probe();
    for (int code : new int[] {803, 804}) {
      Emulation.set("init " + code);
      assertRefused(
          probe,
          "the NVIDIA driver's library and its kernel module are of different versions: restart the"
              + " machine or install one of them again");
    }
    Emulation.set("init 999");
    assertRefused(probe, "the NVIDIA driver does not start: CUDA_ERROR_UNKNOWN (999)");
  }

  @Test
  void an_old_gpu_is_named_with_what_it_lacks() {
    Probe probe = Emulation.probe();
    Emulation.set("capability 75");
    assertRefused(
        probe,
        "host emulation has compute capability 7.5, but 8.0 is needed: a GPU of the Ampere"
            + " generation or later");
  }

  @Test
  void a_gpu_that_is_not_there_cannot_be_asked_for() {
    Probe probe = Emulation.probe();
    assertRefused(
        new Probe("Linux", "amd64", probe.search(), 1, ""),
        "GPU 1 was asked for, but GPUs count from 0 and there is only 1");
  }

  @Test
  void missing_bindings_are_named() throws Exception {
    Emulation.probe(); // builds the driver, which comes first
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("bytedeco"))
            .collect(Collectors.joining(File.pathSeparator));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ProbeMain.class.getName(),
                Path.of("target", "emulator").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(child.getInputStream().readAllBytes()))
        .contains(
            "the CUDA bindings are not on the class path; add org.bytedeco:cuda and"
                + " org.bytedeco:cuda:linux-x86_64 of the version that Fanin names");
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void opening_it_anyway_is_refused_with_the_reason() {
    CudaKernelProvider provider =
        new CudaKernelProvider(
            new Probe("SunOS", "sparc", NOWHERE, 0, ""),
            List.of(0),
            "fp32",
            new CudaContext.Options(Specialiser.off(), false, Leaks.logged()));
    assertThatThrownBy(provider::open)
        .isInstanceOf(KernelException.Refused.class)
        .hasMessage(
            "device 'cuda' cannot be opened: CUDA kernels are built for Linux x86-64; this is SunOS"
                + " sparc");
  }

  @Test
  void it_is_found_as_a_service_and_its_probe_never_throws() {
    assertThat(ServiceLoader.load(KernelProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.id()).isEqualTo("cuda");
              assertThat(provider.probe()).isNotNull();
            });
  }
}
