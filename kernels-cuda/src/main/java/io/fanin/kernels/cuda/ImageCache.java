package io.fanin.kernels.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiled kernels on disk, for the next run.
 *
 * <p>An entry appears whole or not at all, carries a hash of its key and content, and is dropped
 * where that does not fit. Where all exceed the bound, those go that were used longest ago. Any
 * number of processes may share a folder.
 *
 * @param most bytes of all entries together
 */
record ImageCache(Path folder, long most) {
  /** System property that names the folder. */
  static final String FOLDER = "fanin.cuda.cache";

  /** Bytes that are kept where nobody says otherwise: some thousand kernels. */
  static final long USUAL = 64L << 20;

  private static final byte[] MAGIC = "fanin image 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH = 32;
  private static final String ENTRY = ".image";
  private static final String UNFINISHED = ".part";

  /** No process writes an entry for so long: what is older was left behind. */
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  /**
   * Where a user's cache lies.
   *
   * @param asked what the property says, empty if nothing
   * @param environment looked at for {@code XDG_CACHE_HOME}, which must be absolute to count
   */
  static Path folder(String asked, Map<String, String> environment, String home) {
    if (!asked.isBlank()) {
      return Path.of(asked);
    }
    Path base = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return (base.isAbsolute() ? base : Path.of(home, ".cache")).resolve("fanin").resolve("cuda");
  }

  /** A key from all that decides what is compiled; parts are kept apart. */
  static String key(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The image of a key; empty where there is none, or none that is whole. */
  Optional<byte[]> read(String key) {
    Path file = file(key);
    try {
      Optional<byte[]> image = image(key, Files.readAllBytes(file));
      if (image.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } else {
        Files.deleteIfExists(file);
      }
      return image;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> image(String key, byte[] entry) {
    int begin = MAGIC.length + HASH;
    if (entry.length < begin) {
      return Optional.empty();
    }
    byte[] image = Arrays.copyOfRange(entry, begin, entry.length);
    return Arrays.equals(entry, 0, begin, head(key, image), 0, begin)
        ? Optional.of(image)
        : Optional.empty();
  }

  private static byte[] head(String key, byte[] image) {
    MessageDigest digest = sha256();
    digest.update(key.getBytes(StandardCharsets.US_ASCII));
    byte[] hash = digest.digest(image);
    byte[] head = Arrays.copyOf(MAGIC, MAGIC.length + HASH);
    System.arraycopy(hash, 0, head, MAGIC.length, HASH);
    return head;
  }

  /** Keeps an image under a key. */
  void write(String key, byte[] image) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, key, UNFINISHED);
    try {
      byte[] head = head(key, image);
      byte[] entry = Arrays.copyOf(head, head.length + image.length);
      System.arraycopy(image, 0, entry, head.length, image.length);
      Files.write(part, entry);
      Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    trim(file(key));
  }

  /** Forgets an image that turned out to be of no use. */
  void drop(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      // It is compiled again and written over, or stays unused.
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ENTRY);
  }

  /** A file with what decides its fate. */
  private record Kept(Path file, long bytes, Instant used) {}

  private void trim(Path newest) throws IOException {
    List<Kept> entries = entries();
    long bytes = entries.stream().mapToLong(Kept::bytes).sum();
    for (Kept entry : entries) {
      boolean leftBehind =
          entry.file().toString().endsWith(UNFINISHED)
              && entry.used().isBefore(Instant.now().minus(LEFT_BEHIND));
      if (leftBehind || bytes > most && !entry.file().equals(newest)) {
        Files.deleteIfExists(entry.file());
        bytes -= entry.bytes();
      }
    }
  }

  /** What lies in the folder, used longest ago first. */
  private List<Kept> entries() throws IOException {
    List<Kept> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ENTRY) || file.toString().endsWith(UNFINISHED)) {
          kept(file).ifPresent(entries::add);
        }
      }
    }
    entries.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
    return entries;
  }

  private static Optional<Kept> kept(Path file) throws IOException {
    try {
      Instant used = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Kept(file, Files.size(file), used));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process was quicker
    }
  }
}
