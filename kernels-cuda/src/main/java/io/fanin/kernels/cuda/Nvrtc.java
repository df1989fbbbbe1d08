package io.fanin.kernels.cuda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * NVIDIA's run-time compiler, and the only class that calls it.
 *
 * <p>As with the driver the list of functions is closed: all of these are in every NVRTC since
 * 11.1. Thread-safe.
 */
final class Nvrtc {
  /** Its library, of the major version that the bindings name. */
  static final String LIBRARY = "libnvrtc.so.13";

  private static final String FILE = "kernels.cu";

  /** A source that does not compile. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  private final int major;
  private final int minor;

  private Nvrtc(int[] major, int[] minor) {
    this.major = major[0];
    this.minor = minor[0];
  }

  /**
   * Loads the library; the bindings of the driver must have been loaded.
   *
   * @throws UnsatisfiedLinkError if it does not load
   * @throws NoClassDefFoundError if that failed before
   */
  static Nvrtc load(Path library) {
    System.load(library.toAbsolutePath().toString());
    Loader.load(nvrtc.class);
    int[] major = new int[1];
    int[] minor = new int[1];
    int asked = nvrtc.nvrtcVersion(major, minor);
    if (asked != nvrtc.NVRTC_SUCCESS) {
      throw new UnsatisfiedLinkError("it does not say its version: " + describe(asked));
    }
    return new Nvrtc(major, minor);
  }

  int major() {
    return major;
  }

  /** Such as {@code "13.1"}. */
  String version() {
    return major + "." + minor;
  }

  /**
   * Compiles to code of one device class.
   *
   * @throws Failure with what the compiler logged
   */
  byte[] compile(String source, List<String> options) throws Failure {
    try (_nvrtcProgram program = new _nvrtcProgram();
        BytePointer text = new BytePointer(source, StandardCharsets.UTF_8);
        BytePointer name = new BytePointer(FILE, StandardCharsets.UTF_8)) {
      PointerPointer<?> none = null;
      check(nvrtc.nvrtcCreateProgram(program, text, name, 0, none, none));
      try {
        return compile(program, options);
      } finally {
        nvrtc.nvrtcDestroyProgram(program);
      }
    }
  }

  private static byte[] compile(_nvrtcProgram program, List<String> options) throws Failure {
    BytePointer[] texts =
        options.stream()
            .map(option -> new BytePointer(option, StandardCharsets.UTF_8))
            .toArray(BytePointer[]::new);
    try (PointerPointer<BytePointer> list = new PointerPointer<>(texts);
        SizeTPointer size = new SizeTPointer(1)) {
      int result = nvrtc.nvrtcCompileProgram(program, texts.length, list);
      if (result != nvrtc.NVRTC_SUCCESS) {
        throw new Failure(describe(result) + log(program, size));
      }
      check(nvrtc.nvrtcGetCUBINSize(program, size));
      byte[] image = new byte[Math.toIntExact(size.get())];
      check(nvrtc.nvrtcGetCUBIN(program, image));
      return image;
    } finally {
      Stream.of(texts).forEach(BytePointer::close);
    }
  }

  /** What the compiler logged, after a colon; empty if nothing. */
  private static String log(_nvrtcProgram program, SizeTPointer size) throws Failure {
    check(nvrtc.nvrtcGetProgramLogSize(program, size));
    byte[] log = new byte[Math.toIntExact(size.get())];
    check(nvrtc.nvrtcGetProgramLog(program, log));
    String text = new String(log, StandardCharsets.UTF_8).split("\0", 2)[0].strip();
    return text.isEmpty() ? "" : ": " + text;
  }

  private static void check(int result) throws Failure {
    if (result != nvrtc.NVRTC_SUCCESS) {
      throw new Failure(describe(result));
    }
  }

  private static String describe(int result) {
    return nvrtc.nvrtcGetErrorString(result).getString() + " (" + result + ")";
  }
}
