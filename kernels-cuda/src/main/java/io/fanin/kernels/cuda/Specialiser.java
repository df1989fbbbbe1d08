package io.fanin.kernels.cuda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes kernels for odd shapes at run time, where NVIDIA's compiler is at hand.
 *
 * <p>Nothing depends on it but speed: whatever goes wrong is logged in one line, the first time,
 * and the shipped kernels go on. One for each provider. Thread-safe.
 */
final class Specialiser {
  /** System property; {@code off} leaves everything to the shipped kernels. */
  static final String PROPERTY = "fanin.cuda.nvrtc";

  private static final Logger LOG = LogManager.getLogger(Specialiser.class);
  private static final String SHIPPED = "shapes outside the grid run on the shipped kernels: ";

  private final boolean on;
  private final DriverSearch search;
  private final ImageCache cache;
  private final Consumer<String> log;
  private boolean told;
  private boolean asked;
  private @Nullable Nvrtc compiler;

  Specialiser(boolean on, DriverSearch search, ImageCache cache, Consumer<String> log) {
    this.on = on;
    this.search = search;
    this.cache = cache;
    this.log = log;
  }

  /** As the system properties say. */
  static Specialiser usual(DriverSearch search) {
    Path folder =
        ImageCache.folder(
            System.getProperty(ImageCache.FOLDER, ""),
            System.getenv(),
            System.getProperty("user.home", ""));
    return new Specialiser(
        !System.getProperty(PROPERTY, "on").equals("off"),
        search,
        new ImageCache(folder, ImageCache.USUAL),
        LOG::info);
  }

  /** One that never makes anything. */
  static Specialiser off() {
    DriverSearch nowhere = new DriverSearch(List.of());
    return new Specialiser(false, nowhere, new ImageCache(Path.of(""), 0), LOG::info);
  }

  /**
   * The kernels of a shape as an image, from the cache or compiled.
   *
   * @param capability of the device, times ten
   * @param driver version of the driver, as it counts
   */
  synchronized Optional<Image> image(OddShape shape, int capability, int driver) {
    if (!on) {
      return Optional.empty();
    }
    Nvrtc nvrtc = compiler();
    if (nvrtc == null) {
      return Optional.empty();
    }
    if (driver / 1000 < nvrtc.major()) {
      return refuse(
          "NVRTC %s makes code that a driver for CUDA %d.%d does not take"
              .formatted(nvrtc.version(), driver / 1000, driver % 1000 / 10));
    }
    return image(nvrtc, shape.source(KernelSources.plain()), capability, driver);
  }

  /**
   * Code for a device, and the name by which the cache knows it.
   *
   * @param key of the cache
   * @param bytes the code
   */
  record Image(String key, byte[] bytes) {}

  private Optional<Image> image(Nvrtc nvrtc, String source, int capability, int driver) {
    List<String> options =
        List.of(
            "--gpu-architecture=sm_" + capability,
            "--std=c++17",
            "--fmad=false", // belt and braces: sums name their operations
            "-default-device");
    String key =
        ImageCache.key(
            List.of(
                source,
                String.join(" ", options),
                String.valueOf(capability),
                String.valueOf(driver),
                nvrtc.version()));
    Optional<byte[]> known = cache.read(key);
    if (known.isPresent()) {
      return known.map(bytes -> new Image(key, bytes));
    }
    try {
      byte[] bytes = nvrtc.compile(source, options);
      keep(key, bytes);
      return Optional.of(new Image(key, bytes));
    } catch (Nvrtc.Failure e) {
      return refuse("NVRTC " + nvrtc.version() + " does not compile them: " + e.getMessage());
    }
  }

  private void keep(String key, byte[] bytes) {
    try {
      cache.write(key, bytes);
    } catch (IOException e) {
      tell("kernels compiled for shapes outside the grid are not kept for the next run: " + e);
    }
  }

  private @Nullable Nvrtc compiler() {
    if (!asked) {
      asked = true;
      Optional<Path> library = search.find(Nvrtc.LIBRARY);
      if (library.isEmpty()) {
        refuse(Nvrtc.LIBRARY + " not found; the CUDA toolkit 13 brings it");
      } else {
        load(library.get());
      }
    }
    return compiler;
  }

  private void load(Path library) {
    try {
      compiler = Nvrtc.load(library);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      refuse(Nvrtc.LIBRARY + " does not load: " + Bindings.reason(e));
    }
  }

  /** Drops an image that the driver does not take. */
  synchronized void reject(Image image, int result) {
    cache.drop(image.key());
    refuse("the driver does not take what NVRTC made: " + Driver.describe(result));
  }

  private Optional<Image> refuse(String reason) {
    tell(SHIPPED + reason);
    return Optional.empty();
  }

  private void tell(String line) {
    if (!told) {
      told = true;
      log.accept(line);
    }
  }
}
