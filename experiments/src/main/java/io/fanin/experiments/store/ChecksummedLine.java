package io.fanin.experiments.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a journal: eight hex digits of the payload's CRC-32C, a space, the payload (JSON
 * without a line break, UTF-8), a line feed.
 */
final class ChecksummedLine {
  private static final int PREFIX = 9;

  private ChecksummedLine() {}

  static byte[] write(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    String prefix = String.format("%08x ", checksum(bytes, 0, bytes.length));
    return (prefix + payload + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The payload of a line, or nothing if the checksum says that it is damaged.
   *
   * @param bytes holds the line without its line feed
   * @param from first byte of the line
   * @param to after the last byte of the line
   */
  static Optional<String> read(byte[] bytes, int from, int to) {
    if (to - from < PREFIX || bytes[from + PREFIX - 1] != ' ') {
      return Optional.empty();
    }
    long checksum = checksum(bytes, from + PREFIX, to);
    String stated = new String(bytes, from, PREFIX - 1, StandardCharsets.US_ASCII);
    if (!stated.equals(String.format("%08x", checksum))) {
      return Optional.empty();
    }
    return Optional.of(
        new String(bytes, from + PREFIX, to - from - PREFIX, StandardCharsets.UTF_8));
  }

  private static long checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }
}
