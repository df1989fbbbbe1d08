package io.fanin.kernels.cuda;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Block-local kernels for NVIDIA GPUs.
 *
 * <p>This version has no kernels: {@link #probe} always refuses, and says whether it is the
 * machine, the driver or this version that stands in the way.
 */
public final class CudaKernelProvider implements KernelProvider {
  private static final String NO_KERNELS =
      "an NVIDIA driver is here (%s), but this version of Fanin has no CUDA kernels yet; use the cpu"
          + " device";

  private final String os;
  private final String arch;
  private final String libraryPath;

  /** A provider that looks at this machine. */
  public CudaKernelProvider() {
    this(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getenv().getOrDefault("LD_LIBRARY_PATH", ""));
  }

  CudaKernelProvider(String os, String arch, String libraryPath) {
    this.os = os;
    this.arch = arch;
    this.libraryPath = libraryPath;
  }

  @Override
  public String id() {
    return "cuda";
  }

  @Override
  public int rank() {
    return 200;
  }

  @Override
  public String tableVersion() {
    return "0";
  }

  @Override
  public String isaClass() {
    return "none";
  }

  @Override
  public Support probe() {
    if (!os.equals("Linux") || !(arch.equals("amd64") || arch.equals("x86_64"))) {
      return Support.no("CUDA kernels are built for Linux x86-64; this is " + os + " " + arch);
    }
    Optional<Path> driver = DriverSearch.find(libraryPath);
    return driver
        .map(path -> Support.no(NO_KERNELS.formatted(path)))
        .orElseGet(() -> Support.no("no NVIDIA driver: " + DriverSearch.LIBRARY + " not found"));
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return Support.no("this version of Fanin has no CUDA kernels yet");
  }

  @Override
  public Device open() {
    throw new KernelException.Refused("device 'cuda' cannot be opened: " + reason());
  }

  private String reason() {
    return probe() instanceof Support.No no ? no.reason() : "it has no kernels";
  }
}
