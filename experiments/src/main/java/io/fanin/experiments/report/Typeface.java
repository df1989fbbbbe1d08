package io.fanin.experiments.report;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The letters of paper plots: Liberation Sans, which PDFBox ships and which is as wide as Arial and
 * Helvetica. Not thread-safe.
 */
final class Typeface {
  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final byte[] file;
  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;

  private Typeface(byte[] file) throws IOException {
    this.file = file;
    font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    glyphs = font.getUnicodeCmapLookup();
    unitsPerEm = font.getUnitsPerEm();
  }

  static Typeface load() {
    try (InputStream in = TrueTypeFont.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + RESOURCE + " of PDFBox");
      }
      return new Typeface(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The font file's bytes; not a copy. */
  byte[] file() {
    return file;
  }

  /** {@code text} with a question mark for every character that the font lacks. */
  String printable(String text) {
    return text.codePoints()
        .map(c -> glyphs.getGlyphId(c) == 0 ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The advance of {@code text} at {@code size}, in the unit of {@code size}. */
  double width(String text, double size) {
    double sum = 0;
    for (int c : printable(text).codePoints().toArray()) {
      sum += advance(glyphs.getGlyphId(c));
    }
    return sum * size / unitsPerEm;
  }

  /** The outlines of {@code text} from the origin along the base line, y down. */
  Path2D outline(String text, double size) {
    Path2D path = new Path2D.Double();
    double scale = size / unitsPerEm;
    double x = 0;
    for (int c : printable(text).codePoints().toArray()) {
      int glyph = glyphs.getGlyphId(c);
      AffineTransform place = new AffineTransform(scale, 0, 0, -scale, x * scale, 0);
      GlyphData data = glyph(glyph);
      path.append(data.getPath().getPathIterator(place), false);
      x += advance(glyph);
    }
    return path;
  }

  private double advance(int glyph) {
    try {
      return font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GlyphData glyph(int id) {
    try {
      GlyphData data = font.getGlyph().getGlyph(id);
      return data == null ? new GlyphData() : data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
