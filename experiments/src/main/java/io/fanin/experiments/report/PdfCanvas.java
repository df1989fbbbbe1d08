package io.fanin.experiments.report;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** A canvas that is one PDF page, with its font embedded. */
final class PdfCanvas implements Canvas, AutoCloseable {
  private final PDDocument document = new PDDocument();
  private final PDPageContentStream page;
  private final PDFont font;
  private final Typeface typeface;
  private final double height;

  PdfCanvas(String title, double width, double height, Typeface typeface) {
    this.typeface = typeface;
    this.height = height;
    // Without an id of our own PDFBox derives one from the clock, and no two files would be equal.
    document.setDocumentId(0L);
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setCreator("Fanin");
    PDPage sheet = new PDPage(new PDRectangle((float) width, (float) height));
    document.addPage(sheet);
    try {
      font = PDType0Font.load(document, new ByteArrayInputStream(typeface.file()), true);
      page = new PDPageContentStream(document, sheet);
      page.setLineJoinStyle(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void fill(Path2D shape, Ink ink) {
    write(
        () -> {
          alpha(ink);
          page.setNonStrokingColor(new Color(ink.rgb()));
          trace(shape);
          page.fill();
        });
  }

  @Override
  public void stroke(Path2D shape, Pen pen) {
    float[] dash = new float[pen.dash().length];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = (float) pen.dash()[i];
    }
    write(
        () -> {
          alpha(pen.ink());
          page.setStrokingColor(new Color(pen.ink().rgb()));
          page.setLineWidth((float) pen.width());
          page.setLineDashPattern(dash, 0);
          trace(shape);
          page.stroke();
        });
  }

  @Override
  public void text(
      String text, double x, double y, double size, Anchor anchor, double degrees, int rgb) {
    double width = typeface.width(text, size);
    double shift = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
    Matrix place =
        Matrix.getRotateInstance(StrictMath.toRadians(degrees), (float) x, (float) (height - y));
    place.translate((float) -shift, 0);
    write(
        () -> {
          alpha(Ink.solid(rgb));
          page.beginText();
          page.setFont(font, (float) size);
          page.setNonStrokingColor(new Color(rgb));
          page.setTextMatrix(place);
          page.showText(typeface.printable(text));
          page.endText();
        });
  }

  @Override
  public void begin(String name, double x, double y, double width, double boxHeight) {
    write(
        () -> {
          page.saveGraphicsState();
          page.addRect(
              (float) x, (float) (height - y - boxHeight), (float) width, (float) boxHeight);
          page.clip();
        });
  }

  @Override
  public void end() {
    write(page::restoreGraphicsState);
  }

  /** The whole file; nothing more may be drawn. */
  byte[] finish() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(
        () -> {
          page.close();
          document.save(bytes);
        });
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    write(document::close);
  }

  private void alpha(Ink ink) throws IOException {
    PDExtendedGraphicsState state = new PDExtendedGraphicsState();
    state.setNonStrokingAlphaConstant((float) ink.alpha());
    state.setStrokingAlphaConstant((float) ink.alpha());
    page.setGraphicsStateParameters(state);
  }

  private void trace(Path2D shape) throws IOException {
    float[] at = new float[6];
    for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
      switch (it.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> page.moveTo(at[0], up(at[1]));
        case PathIterator.SEG_LINETO -> page.lineTo(at[0], up(at[1]));
        case PathIterator.SEG_CUBICTO ->
            page.curveTo(at[0], up(at[1]), at[2], up(at[3]), at[4], up(at[5]));
        case PathIterator.SEG_CLOSE -> page.closePath();
        default -> throw new IllegalArgumentException("plots have no quadratic curves");
      }
    }
  }

  private float up(float y) {
    return (float) height - y;
  }

  /** A step that writes to the page. */
  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
