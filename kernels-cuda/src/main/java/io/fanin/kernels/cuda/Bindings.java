package io.fanin.kernels.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the JNI library of the bindings needs, in the one order that works.
 *
 * <p>That library names {@code libcuda.so.1} and {@code libcudart.so.13}. Both are loaded first,
 * from where they were found, and glibc then takes them by their names. Where there is no toolkit,
 * a stub of ours stands in for the second: nothing of it is ever called. The classes of the
 * bindings must not be touched before, as a class whose initialisation failed once fails for ever.
 */
final class Bindings {
  private Bindings() {}

  /**
   * Loads everything; doing so again changes nothing.
   *
   * @param driver the driver's library
   * @throws UnsatisfiedLinkError if a library does not load; the message names it
   * @throws NoClassDefFoundError if the bindings are not on the class path
   */
  static void load(Path driver, DriverSearch search) {
    System.load(driver.toAbsolutePath().toString());
    Path runtime = search.find(DriverSearch.RUNTIME).orElseGet(() -> Stub.PATH);
    System.load(runtime.toAbsolutePath().toString());
    Loader.load(cudart.class);
  }

  /** What a failure to load says once its wrappers are taken off: the innermost message. */
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    @Nullable Throwable cause = failure.getCause();
    while (cause != null) {
      innermost = cause;
      cause = cause.getCause();
    }
    return String.valueOf(innermost.getMessage());
  }

  /** The stub, extracted once for each run of Java. */
  private static final class Stub {
    static final Path PATH = extract();

    private static Path extract() {
      try (InputStream in = Bindings.class.getResourceAsStream(DriverSearch.RUNTIME)) {
        if (in == null) {
          throw new IOException("resource " + DriverSearch.RUNTIME + " is missing");
        }
        Path folder = Files.createTempDirectory("fanin-cuda");
        Path file = folder.resolve(DriverSearch.RUNTIME);
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        file.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
