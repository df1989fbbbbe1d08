package io.fanin.kernels.cuda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for NVIDIA's libraries where a Linux linker, the toolkit and the usual containers keep
 * them.
 *
 * @param folders where to look, in this order
 */
record DriverSearch(List<String> folders) {
  /** The driver's library. */
  static final String DRIVER = "libcuda.so.1";

  /** The runtime's library, which the bindings name though nothing of it is called. */
  static final String RUNTIME = "libcudart.so.13";

  private static final List<String> USUAL =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/lib/x86_64-linux-gnu/nvidia/current",
          "/usr/local/nvidia/lib64",
          "/usr/local/cuda/lib64",
          "/usr/local/cuda/compat",
          "/usr/lib/wsl/lib",
          "/run/opengl-driver/lib");

  DriverSearch {
    folders = List.copyOf(folders);
  }

  /**
   * The usual folders after others.
   *
   * @param libraryPath folders to look in first, as {@code LD_LIBRARY_PATH} gives them
   */
  static DriverSearch after(String libraryPath) {
    List<String> all = new ArrayList<>(List.of(libraryPath.split(File.pathSeparator, -1)));
    all.addAll(USUAL);
    return new DriverSearch(all);
  }

  /** The library in the first folder that holds it. */
  Optional<Path> find(String library) {
    return folders.stream()
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, library))
        .filter(Files::exists)
        .findFirst();
  }
}
