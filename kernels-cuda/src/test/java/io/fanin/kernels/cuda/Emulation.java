package io.fanin.kernels.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The fake driver: NVIDIA's library by name, our kernels on the host emulator inside. Built once
 * for each run of the tests; without g++ the tests that need it are skipped, and say so.
 */
final class Emulation {
  private static final Path FOLDER = Path.of("target", "emulator").toAbsolutePath();

  private Emulation() {}

  /** Built when it is first asked for. */
  private static final class Built {
    static final boolean DONE = build("src/emulator/build", FOLDER.toString());
  }

  /** Runs a build script; false where its tools are missing. */
  static boolean build(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      int status = process.waitFor();
      if (status != 0 && status != 3) {
        throw new IllegalStateException(List.of(command) + " failed with status " + status);
      }
      return status == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A probe that finds the fake driver. */
  static Probe probe() {
    Assumptions.assumeTrue(Built.DONE, "no g++ here: the CUDA kernels were not emulated");
    DriverSearch search = DriverSearch.after(FOLDER.toString());
    return new Probe("Linux", "amd64", search, 0, "");
  }

  /** A provider on the fake driver, or on this machine's own with {@code -Dfanin.cuda.gpu=true}. */
  static CudaKernelProvider provider() {
    if (Boolean.getBoolean("fanin.cuda.gpu")) {
      return new CudaKernelProvider();
    }
    return provider(Specialiser.off(), false);
  }

  /** A provider on the fake driver with these ways of working. */
  static CudaKernelProvider provider(Specialiser specialiser, boolean awaitsEach) {
    return provider(probe(), specialiser, awaitsEach);
  }

  private static CudaKernelProvider provider(
      Probe probe, Specialiser specialiser, boolean awaitsEach) {
    return provider(probe, new CudaContext.Options(specialiser, awaitsEach, Leaks.logged()));
  }

  /** A provider that tells of leaks. */
  static CudaKernelProvider provider(Leaks leaks) {
    return provider(probe(), new CudaContext.Options(Specialiser.off(), false, leaks));
  }

  private static CudaKernelProvider provider(Probe probe, CudaContext.Options options) {
    String precision = System.getProperty(CudaKernelProvider.PRECISION, "fp32");
    return new CudaKernelProvider(probe, List.of(probe.device()), precision, options);
  }

  /** A provider that finds the fake collectives too. */
  static CudaKernelProvider withCollectives() {
    Probe probe = probe();
    DriverSearch search = new DriverSearch(List.of(FOLDER.toString(), toolkit().toString()));
    return provider(new Probe(probe.os(), probe.arch(), search, 0, ""), Specialiser.off(), false);
  }

  /** Where the fake compiler and the fake collectives lie, and the files that steer them. */
  static Path toolkit() {
    return FOLDER.resolve("toolkit");
  }

  /** Makes the fake driver behave as the lines say, until {@link #reset}. */
  static void set(String... lines) {
    set(FOLDER, lines);
  }

  /** Makes the fake compiler and collectives behave as the lines say, until {@link #reset}. */
  static void setToolkit(String... lines) {
    set(toolkit(), lines);
  }

  private static void set(Path folder, String... lines) {
    try {
      Files.write(folder.resolve("fake.settings"), List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A machine on which everything is right. */
  static void reset() {
    try {
      Files.deleteIfExists(FOLDER.resolve("fake.settings"));
      Files.deleteIfExists(toolkit().resolve("fake.settings"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
