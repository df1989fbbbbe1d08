package io.fanin.experiments.report;

import io.fanin.experiments.result.ImageGrid;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A small image as a {@code data:} address.
 *
 * <p>The PNG is stored, not compressed, so that its bytes do not depend on a compressor's version.
 */
final class PixelImage {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int NEGATIVE = 0xD55E00;
  private static final int POSITIVE = 0x0072B2;

  private PixelImage() {}

  /** {@code image} in the colours of its grid. */
  static String dataUri(ImageGrid grid, ImageGrid.Image image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(grid, image));
  }

  private static byte[] png(ImageGrid grid, ImageGrid.Image image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(image.width());
      fields.writeInt(image.height());
      fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits, RGB, the only methods there are
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", stored(rows(grid, image)));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Each row: filter type 0, then red, green, blue of every pixel. */
  private static byte[] rows(ImageGrid grid, ImageGrid.Image image) {
    byte[] raw = new byte[image.height() * (1 + 3 * image.width())];
    int at = 0;
    for (int i = 0; i < image.values().size(); i++) {
      at += i % image.width() == 0 ? 1 : 0;
      int rgb = colour(grid, image.values().get(i));
      raw[at++] = (byte) (rgb >> 16);
      raw[at++] = (byte) (rgb >> 8);
      raw[at++] = (byte) rgb;
    }
    return raw;
  }

  private static int colour(ImageGrid grid, double value) {
    double t = Math.max(0, Math.min(1, (value - grid.lo()) / (grid.hi() - grid.lo())));
    if (!grid.signed()) {
      int grey = (int) Math.rint(255 * (1 - t));
      return grey << 16 | grey << 8 | grey;
    }
    return t < 0.5 ? blend(NEGATIVE, 1 - 2 * t) : blend(POSITIVE, 2 * t - 1);
  }

  /** White with a share of {@code rgb}. */
  private static int blend(int rgb, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = rgb >> shift & 0xFF;
      mixed |= (int) Math.rint(255 + share * (channel - 255)) << shift;
    }
    return mixed;
  }

  private static byte[] stored(byte[] raw) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater none = new Deflater(Deflater.NO_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, none)) {
      out.write(raw);
    } finally {
      none.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
