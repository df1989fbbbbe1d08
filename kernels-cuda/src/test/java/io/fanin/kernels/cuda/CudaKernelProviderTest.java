package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.KernelException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CudaKernelProviderTest {
  @Test
  void another_system_is_named() {
    assertThat(new CudaKernelProvider("Mac OS X", "aarch64", "").probe())
        .isEqualTo(Support.no("CUDA kernels are built for Linux x86-64; this is Mac OS X aarch64"));
  }

  @Test
  void a_machine_without_a_driver_says_which_library_is_missing(@TempDir Path empty) {
    assertThat(DriverSearch.find(empty.toString(), List.of(empty.toString()))).isEmpty();
  }

  @Test
  void a_driver_is_found_and_the_missing_kernels_are_admitted(@TempDir Path folder)
      throws Exception {
    Path library = Files.createFile(folder.resolve("libcuda.so.1"));

    assertThat(new CudaKernelProvider("Linux", "amd64", folder.toString()).probe())
        .isEqualTo(
            Support.no(
                "an NVIDIA driver is here ("
                    + library
                    + "), but this version of Fanin has no CUDA kernels yet; use the cpu device"));
  }

  @Test
  void opening_it_anyway_is_refused_with_the_reason() {
    assertThatThrownBy(() -> new CudaKernelProvider("SunOS", "sparc", "").open())
        .isInstanceOf(KernelException.Refused.class)
        .hasMessage(
            "device 'cuda' cannot be opened: CUDA kernels are built for Linux x86-64; this is SunOS"
                + " sparc");
  }

  @Test
  void it_is_found_as_a_service() {
    assertThat(ServiceLoader.load(KernelProvider.class))
        .anySatisfy(provider -> assertThat(provider.id()).isEqualTo("cuda"));
  }
}
