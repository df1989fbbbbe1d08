package io.fanin.experiments.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes a file beside its place, makes it durable, and renames it into its place.
   *
   * @throws UncheckedIOException if the disk refuses; the old file is then untouched
   */
  public static void write(Path file, byte[] content) {
    Path temporary = temporaryBeside(file);
    try {
      Files.createDirectories(directoryOf(file));
      try (RandomAccessFile out = new RandomAccessFile(temporary.toFile(), "rw")) {
        out.setLength(0);
        out.write(content);
        out.getFD().sync();
      }
      replace(temporary, file);
    } catch (IOException e) {
      discard(temporary);
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes a text in UTF-8, as {@link #write(Path, byte[])} does. */
  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A name beside the file that no other process and no other file uses. */
  static Path temporaryBeside(Path file) {
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid();
    return file.resolveSibling(name + "-" + Thread.currentThread().getId() + ".tmp");
  }

  /** Renames over the old file, and makes the folder's entry durable. */
  static void replace(Path temporary, Path file) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system of " + file + " has no atomic rename", e);
    }
    syncDirectory(directoryOf(file));
  }

  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  static Path directoryOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a root is no file: " + file);
    }
    return parent;
  }

  private static void syncDirectory(Path directory) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // a folder cannot be opened there; its renames are journalled
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
