package io.fanin.kernels.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The sources of the kernels, as the jar carries them for a compiler at run time. */
final class KernelSources {
  private static final String INSTANCE = "KERNEL(";

  private KernelSources() {}

  /** The plain family with all that stands before it, but without its instances, which end it. */
  static String plain() {
    String shared =
        text("order").lines().map(KernelSources::text).collect(Collectors.joining("\n"));
    String functions =
        text("plain.cu")
            .lines()
            .filter(line -> !line.startsWith(INSTANCE))
            .collect(Collectors.joining("\n"));
    return shared + "\n" + functions + "\n";
  }

  /** A file of {@code src/main/cuda}. */
  static String text(String file) {
    try (InputStream in = KernelSources.class.getResourceAsStream("source/" + file)) {
      if (in == null) {
        throw new IOException("resource source/" + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
