package io.fanin.train;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the content of a {@link SealedFile}; what {@link SealedReader} reads. */
final class SealedWriter {
  private final DataOutputStream out;

  SealedWriter(DataOutputStream out) {
    this.out = out;
  }

  void integer(int value) throws IOException {
    out.writeInt(value);
  }

  void number(long value) throws IOException {
    out.writeLong(value);
  }

  void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Bit for bit, NaNs too; without their count. */
  void doubles(double[] values) throws IOException {
    for (double value : values) {
      out.writeLong(Double.doubleToRawLongBits(value));
    }
  }

  /** Without their count. */
  void numbers(long[] values) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }
}
