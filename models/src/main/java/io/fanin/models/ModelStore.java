package io.fanin.models;

import io.fanin.input.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The two files of a model, in a directory or a zip file. */
abstract sealed class ModelStore implements Closeable {
  private static final List<String> NAMES = List.of(ModelFiles.NETWORK, ModelFiles.WEIGHTS);

  /** So that equal models are equal files. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  final Path path;

  private ModelStore(Path path) {
    this.path = path;
  }

  static ModelStore open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new Directory(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(path + ": there is no such model");
    }
    return new Zip(path);
  }

  /** What to call an entry in an error. */
  String name(String entry) {
    return path.resolve(entry).toString();
  }

  /** The bytes of an entry, of which there may be so many. */
  abstract byte[] read(String entry, long most) throws IOException;

  byte[] read(InputStream in, String entry, long most) throws IOException {
    int limit = (int) Math.min(most, Integer.MAX_VALUE - 16);
    byte[] bytes = in.readNBytes(limit); // grows with what is there, whatever sizes are claimed
    if (in.read() >= 0) {
      throw new InvalidInputException(
          name(entry) + ": is larger than the %,d bytes it may have".formatted(limit));
    }
    return bytes;
  }

  /** A directory. */
  private static final class Directory extends ModelStore {
    Directory(Path path) {
      super(path);
    }

    @Override
    byte[] read(String entry, long most) throws IOException {
      Path file = path.resolve(entry);
      if (!Files.isRegularFile(file)) {
        throw new InvalidInputException(
            path + ": has no file '" + entry + "'; a model has " + String.join(" and ", NAMES));
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in, entry, most);
      }
    }

    @Override
    public void close() {}
  }

  /** A zip file that holds the two entries and nothing else. */
  private static final class Zip extends ModelStore {
    private final ZipFile zip;

    Zip(Path path) throws IOException {
      super(path);
      try {
        zip = new ZipFile(path.toFile());
      } catch (IllegalArgumentException e) { // an entry's name is not UTF-8
        throw new IOException(e);
      }
      try {
        checkNames();
      } catch (InvalidInputException e) {
        zip.close();
        throw e;
      }
    }

    private void checkNames() {
      Set<String> seen = new HashSet<>();
      zip.stream()
          .map(ZipEntry::getName)
          .forEach(
              name -> {
                if (!NAMES.contains(name) || !seen.add(name)) {
                  throw new InvalidInputException(
                      "%s: entry '%s' does not belong here; a model has %s, each once"
                          .formatted(
                              path, JsonCursor.printable(name), String.join(" and ", NAMES)));
                }
              });
    }

    @Override
    byte[] read(String entry, long most) throws IOException {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new InvalidInputException(
            path + ": has no entry '" + entry + "'; a model has " + String.join(" and ", NAMES));
      }
      try (InputStream in = zip.getInputStream(found)) {
        byte[] bytes = read(in, entry, most);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (sum.getValue() != found.getCrc()) { // ZipFile does not look
          throw new InvalidInputException(name(entry) + ": its checksum is wrong; copy it again");
        }
        return bytes;
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  /** Writes both files beside the place, and then moves them there. */
  static void write(Path path, byte[] network, byte[] weights) throws IOException {
    Path place = path.toAbsolutePath();
    Path parent = place.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException(path + ": its folder does not exist; make it first");
    }
    if (String.valueOf(place.getFileName()).endsWith(".zip")) {
      writeZip(path, place, network, weights);
    } else {
      writeDirectory(path, place, network, weights);
    }
  }

  private static void writeZip(Path path, Path place, byte[] network, byte[] weights)
      throws IOException {
    if (Files.isDirectory(place)) {
      throw new InvalidInputException(path + ": is a directory; choose another name");
    }
    Path fresh = fresh(place);
    try {
      try (FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
        entry(zip, ModelFiles.NETWORK, network);
        entry(zip, ModelFiles.WEIGHTS, weights);
        zip.finish();
        channel.force(true);
      }
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A hidden name beside the place that nothing has; with the rights that any new file gets. */
  private static Path fresh(Path place) {
    for (int n = 0; ; n++) {
      Path path = place.resolveSibling("." + place.getFileName() + "." + n + ".part");
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void writeDirectory(Path path, Path place, byte[] network, byte[] weights)
      throws IOException {
    checkReplaceable(path, place);
    Path fresh = Files.createDirectory(fresh(place));
    Path old = fresh.resolveSibling(fresh.getFileName() + ".old");
    try {
      file(fresh.resolve(ModelFiles.NETWORK), network);
      file(fresh.resolve(ModelFiles.WEIGHTS), weights);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh);
      delete(old);
    }
  }

  private static void file(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(bytes);
      channel.force(true);
    }
  }

  /** A directory may be replaced only if nothing but a model is in it. */
  private static void checkReplaceable(Path path, Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          path + ": is a file; choose another name, or one that ends with .zip");
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!NAMES.contains(name)) {
          throw new InvalidInputException(
              "%s: holds '%s', which is no part of a model; choose another name"
                  .formatted(path, JsonCursor.printable(name)));
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      for (String name : NAMES) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    }
  }
}
