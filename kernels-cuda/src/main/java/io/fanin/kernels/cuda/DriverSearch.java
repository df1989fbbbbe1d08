package io.fanin.kernels.cuda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the NVIDIA driver's library where a Linux linker and the usual containers keep it. */
final class DriverSearch {
  static final String LIBRARY = "libcuda.so.1";

  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/nvidia/lib64",
          "/usr/local/cuda/compat",
          "/usr/lib/wsl/lib");

  private DriverSearch() {}

  /**
   * The first folder that holds the library.
   *
   * @param libraryPath folders to look in first, as {@code LD_LIBRARY_PATH} gives them
   */
  static Optional<Path> find(String libraryPath) {
    return find(libraryPath, FOLDERS);
  }

  static Optional<Path> find(String libraryPath, List<String> folders) {
    List<String> all = new ArrayList<>(List.of(libraryPath.split(File.pathSeparator)));
    all.addAll(folders);
    return all.stream()
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, LIBRARY))
        .filter(Files::exists)
        .findFirst();
  }
}
