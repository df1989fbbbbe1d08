package io.fanin.kernels.cuda;

import io.fanin.kernel.Support;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.cuda.global.cudart;

/**
 * What stands in the way on this machine, asked in the order in which one thing needs the next.
 *
 * @param os name of the operating system
 * @param arch name of the processor's architecture
 * @param search where libraries are looked for
 * @param device index of the GPU
 * @param visible what {@code CUDA_VISIBLE_DEVICES} says, for the message; empty if nothing
 */
record Probe(String os, String arch, DriverSearch search, int device, String visible) {
  /** Oldest driver API that has every function we call, as the driver counts: CUDA 12.0. */
  static final int OLDEST_DRIVER = 12000;

  /** Oldest compute capability with the instructions of our kernels, times ten. */
  static final int OLDEST_CAPABILITY = 80;

  private static final String BINDINGS =
      "the CUDA bindings are not on the class path; add org.bytedeco:cuda and"
          + " org.bytedeco:cuda:linux-x86_64 of the version that Fanin names";

  /** What the system properties and the environment say. */
  static Probe ofThisMachine() {
    return new Probe(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        DriverSearch.after(System.getenv().getOrDefault("LD_LIBRARY_PATH", "")),
        Integer.getInteger(CudaKernelProvider.DEVICE, 0),
        System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", ""));
  }

  /** The same for another GPU. */
  Probe on(int gpu) {
    return new Probe(os, arch, search, gpu, visible);
  }

  Support run() {
    if (!os.equals("Linux") || !(arch.equals("amd64") || arch.equals("x86_64"))) {
      return Support.no("CUDA kernels are built for Linux x86-64; this is " + os + " " + arch);
    }
    Optional<Path> driver = search.find(DriverSearch.DRIVER);
    if (driver.isEmpty()) {
      return Support.no("no NVIDIA driver: " + DriverSearch.DRIVER + " not found");
    }
    try {
      Bindings.load(driver.get(), search);
    } catch (NoClassDefFoundError e) {
      return Support.no(BINDINGS);
    } catch (UnsatisfiedLinkError e) {
      return Support.no("the NVIDIA driver does not load: " + Bindings.reason(e));
    }
    return machine();
  }

  private Support machine() {
    int[] version = new int[1];
    int asked = Driver.version(version);
    if (asked != Driver.SUCCESS) {
      return Support.no("the NVIDIA driver does not answer: " + Driver.describe(asked));
    }
    if (version[0] < OLDEST_DRIVER) {
      return Support.no(
          "the NVIDIA driver supports CUDA %d.%d, but 12.0 is needed: install driver 525 or later"
              .formatted(version[0] / 1000, version[0] % 1000 / 10));
    }
    int init = Driver.init();
    if (init != Driver.SUCCESS) {
      return Support.no(initialisation(init));
    }
    return capability();
  }

  private String initialisation(int result) {
    return switch (result) {
      case Driver.NO_DEVICE ->
          "an NVIDIA driver is here, but no GPU is visible"
              + (visible.isEmpty() ? "" : " (CUDA_VISIBLE_DEVICES=" + visible + ")");
      case Driver.SYSTEM_DRIVER_MISMATCH, Driver.COMPAT_NOT_SUPPORTED_ON_DEVICE ->
          "the NVIDIA driver's library and its kernel module are of different versions: restart the"
              + " machine or install one of them again";
      default -> "the NVIDIA driver does not start: " + Driver.describe(result);
    };
  }

  private Support capability() {
    int[] count = new int[1];
    int asked = Driver.deviceCount(count);
    if (asked != Driver.SUCCESS) {
      return Support.no("the NVIDIA driver does not answer: " + Driver.describe(asked));
    }
    if (device < 0 || device >= count[0]) {
      return Support.no(
          "GPU %d was asked for, but GPUs count from 0 and there %s"
              .formatted(device, count[0] == 1 ? "is only 1" : "are only " + count[0]));
    }
    int capability = capability(device);
    if (capability < OLDEST_CAPABILITY) {
      return Support.no(
          "%s has compute capability %d.%d, but 8.0 is needed: a GPU of the Ampere generation or"
                  .formatted(name(device), capability / 10, capability % 10)
              + " later");
    }
    return Support.yes();
  }

  /** A device's compute capability, times ten. */
  static int capability(int device) {
    return 10 * attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device)
        + attribute(cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device);
  }

  /** An attribute of a device, 0 where the driver does not know it. */
  static int attribute(int attribute, int device) {
    int[] value = new int[1];
    return Driver.attribute(value, attribute, device) == Driver.SUCCESS ? value[0] : 0;
  }

  /** The device's name. */
  static String name(int device) {
    byte[] name = new byte[128];
    if (Driver.name(name, device) != Driver.SUCCESS) {
      return "the GPU";
    }
    return new String(name, java.nio.charset.StandardCharsets.UTF_8).split("\0", 2)[0];
  }
}
