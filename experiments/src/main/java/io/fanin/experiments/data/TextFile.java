package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a file, unpacked where it is packed.
 *
 * @param digest of the bytes as unpacked, so that packing a file changes nothing
 * @param packed whether it was gzip
 * @param mark whether it began with a byte order mark, which is left out
 */
record TextFile(String source, String text, String digest, boolean packed, boolean mark) {
  /** Most bytes, unpacked. */
  static final int MAX_BYTES = 1 << 29;

  static TextFile read(Path path) {
    String source = path.toString();
    if (!Files.exists(path)) {
      throw InvalidInputException.in(source, "there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw InvalidInputException.in(source, "is no file; give a CSV file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.mark(4);
      byte[] start = in.readNBytes(4);
      in.reset();
      refuseForeign(source, start);
      boolean packed = start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      byte[] bytes = packed ? unpacked(source, in) : bounded(source, in);
      return of(source, bytes, packed);
    } catch (IOException e) {
      throw new InvalidInputException(source + ": cannot be read; is it a readable file?", e);
    }
  }

  /** Formats that are recognised in order to be refused by name. */
  private static void refuseForeign(String source, byte[] start) {
    String name = source.toLowerCase(Locale.ROOT);
    String magic = new String(start, StandardCharsets.ISO_8859_1);
    String format = "";
    if (name.endsWith(".parquet") || magic.equals("PAR1")) {
      format = "a Parquet file";
    } else if (name.endsWith(".npz") || name.endsWith(".npy") || magic.equals("\u0093NUM")) {
      format = "a NumPy file";
    } else if (magic.startsWith("PK\u0003\u0004")) {
      format = "a zip archive (perhaps a spreadsheet)";
    }
    if (!format.isEmpty()) {
      throw InvalidInputException.in(
          source, "is " + format + ", which cannot be read; save it as CSV or CSV.gz");
    }
  }

  private static byte[] unpacked(String source, InputStream in) throws IOException {
    try (InputStream gzip = new GZIPInputStream(in)) {
      return bounded(source, gzip);
    } catch (ZipException | java.io.EOFException e) {
      throw new InvalidInputException(
          source + ": its gzip packing is damaged or cut short; copy it again", e);
    }
  }

  private static byte[] bounded(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    if (in.read() >= 0) {
      throw InvalidInputException.in(
          source,
          "is larger than the %,d bytes that a table may have; take a sample of its rows"
              .formatted(MAX_BYTES));
    }
    return bytes;
  }

  static TextFile of(String source, byte[] bytes, boolean packed) {
    refuseUtf16(source, bytes);
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    String text = decode(source, bytes, mark ? 3 : 0);
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw new InvalidInputException(
          source
              + ":"
              + lineOf(text, zero)
              + ": holds a zero byte, so it is no text; save it as CSV");
    }
    return new TextFile(source, text, sha256(bytes), packed, mark);
  }

  private static void refuseUtf16(String source, byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
      if (mark == 0xfeff || mark == 0xfffe) {
        throw InvalidInputException.in(source, "is UTF-16 text; save it as UTF-8");
      }
    }
  }

  private static String decode(String source, byte[] bytes, int from) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer out = CharBuffer.allocate(bytes.length - from);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new InvalidInputException(
          "%s:%d: is not UTF-8 text (byte 0x%02x); save it as UTF-8"
              .formatted(source, line, bytes[in.position()] & 0xff));
    }
    return out.flip().toString();
  }

  private static long lineOf(String text, int at) {
    return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
