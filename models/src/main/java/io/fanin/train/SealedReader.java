package io.fanin.train;

import io.fanin.input.InvalidInputException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the content of a {@link SealedFile}; every size is checked before memory is taken. */
final class SealedReader {
  private static final int CHUNK = 1 << 12;

  private final String source;
  private final DataInputStream in;
  private long left;

  /**
   * A reader at the start of the content.
   *
   * @param left bytes of content
   */
  SealedReader(String source, DataInputStream in, long left) {
    this.source = source;
    this.in = in;
    this.left = left;
  }

  /** An error in this file. */
  InvalidInputException malformed(String problem) {
    return InvalidInputException.in(source, "is malformed: " + problem + "; take another one");
  }

  private void take(long bytes) {
    if (bytes > left) {
      throw malformed("it ends %d bytes too early".formatted(bytes - left));
    }
    left -= bytes;
  }

  int integer() throws IOException {
    take(Integer.BYTES);
    return in.readInt();
  }

  long number() throws IOException {
    take(Long.BYTES);
    return in.readLong();
  }

  /**
   * How many things follow, of which each takes at least so many bytes.
   *
   * @param least at least 1
   */
  int count(String what, int least) throws IOException {
    int count = integer();
    if (count < 0 || (long) count * least > left) {
      throw malformed("it cannot hold " + count + " " + what);
    }
    return count;
  }

  /** So many numbers, bit for bit. */
  double[] doubles(int count) throws IOException {
    take((long) count * Double.BYTES);
    double[] values = new double[count];
    byte[] chunk = new byte[CHUNK];
    for (int at = 0; at < count; ) {
      int n = Math.min(count - at, CHUNK / Double.BYTES);
      in.readFully(chunk, 0, n * Double.BYTES);
      ByteBuffer.wrap(chunk, 0, n * Double.BYTES).asDoubleBuffer().get(values, at, n);
      at += n;
    }
    return values;
  }

  long[] numbers(int count) throws IOException {
    take((long) count * Long.BYTES);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  int[] integers(int count) throws IOException {
    take((long) count * Integer.BYTES);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  String text() throws IOException {
    byte[] bytes = new byte[count("bytes of text", 1)];
    take(bytes.length);
    in.readFully(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          source + ": is malformed: a text is not UTF-8; take another one", e);
    }
  }

  void finish() {
    if (left != 0) {
      throw malformed(left + " bytes are left over");
    }
  }
}
