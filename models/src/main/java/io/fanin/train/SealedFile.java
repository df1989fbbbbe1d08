package io.fanin.train;

import io.fanin.input.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A file that is there whole or not at all: 8 bytes of magic, content, SHA-256 of all before it.
 *
 * <p>Numbers are big-endian. Written beside its place, made durable, renamed into its place.
 */
final class SealedFile {
  static final byte[] MAGIC = {'F', 'A', 'N', 'I', 'N', 'C', 'K', '1'};
  static final int SEAL = 32;
  private static final int CHUNK = 1 << 16;

  private SealedFile() {}

  /** Writes what the file holds. */
  interface Content {
    void write(SealedWriter out) throws IOException;
  }

  /** Reads what the file holds. */
  interface Parser<T> {
    T parse(SealedReader in) throws IOException;
  }

  /**
   * Writes a file, or leaves the old one as it was.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path temporary = target.resolveSibling(name);
    try {
      createFolder(target);
      writeDurably(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(target);
    } catch (IOException e) {
      discard(temporary, e);
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw e;
    }
  }

  private static void discard(Path temporary, Exception cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void createFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static void writeDurably(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK)) {
      DigestOutputStream sealed = new DigestOutputStream(out, Digests.sha256());
      DataOutputStream data = new DataOutputStream(sealed);
      data.write(MAGIC);
      content.write(new SealedWriter(data));
      data.flush();
      out.write(sealed.getMessageDigest().digest());
      out.flush();
      channel.force(true);
    }
  }

  /**
   * The rename itself must reach the disk; where a folder cannot be opened, renames are journalled.
   */
  private static void syncFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Checks the seal, then reads the content.
   *
   * @throws InvalidInputException if the file is missing, damaged or holds something else
   */
  static <T> T read(Path file, Parser<T> parser) {
    try {
      long content = checkSeal(file);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
        DataInputStream data = new DataInputStream(in);
        data.skipNBytes(MAGIC.length);
        SealedReader reader = new SealedReader(file.toString(), data, content);
        T value = parser.parse(reader);
        reader.finish();
        return value;
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file; check the path", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + "); check the file", e);
    }
  }

  private static long checkSeal(Path file) throws IOException {
    long content = Files.size(file) - MAGIC.length - SEAL;
    if (content < 0) {
      throw InvalidInputException.in(
          file.toString(), "is too short to be a checkpoint; take another one");
    }
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = Digests.sha256();
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw InvalidInputException.in(
            file.toString(), "is no checkpoint of this version; take another one");
      }
      digest.update(magic);
      update(digest, in, content);
      if (!Arrays.equals(digest.digest(), in.readNBytes(SEAL + 1))) {
        throw InvalidInputException.in(
            file.toString(), "is damaged, its checksum is wrong; take an earlier one");
      }
    }
    return content;
  }

  private static void update(MessageDigest digest, InputStream in, long bytes) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = bytes;
    while (left > 0) {
      int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (n < 0) {
        return;
      }
      digest.update(chunk, 0, n);
      left -= n;
    }
  }
}
