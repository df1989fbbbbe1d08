package io.fanin.circuits.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machines that come with Fanin. */
public final class Machines {
  private Machines() {}

  /** A machine of {@code data/machines}. */
  public static TuringMachine named(String name) {
    return MachineReader.read(text(name), name + ".yaml", "");
  }

  /** The text of its file. */
  public static String text(String name) {
    try {
      return Files.readString(data().resolve("machines").resolve(name + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder {@code data} of the repository. */
  public static Path data() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("data/machines"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("run this from inside the repository");
      }
    }
    return folder.resolve("data");
  }
}
