package io.fanin.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** A canvas of pixels on white. */
final class PixelCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Typeface typeface;
  private @Nullable Shape outer;

  /**
   * An empty sheet.
   *
   * @param scale pixels per point
   */
  PixelCanvas(double width, double height, double scale, Typeface typeface) {
    this.typeface = typeface;
    image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
  }

  @Override
  public void fill(Path2D shape, Ink ink) {
    graphics.setColor(color(ink));
    graphics.fill(shape);
  }

  @Override
  public void stroke(Path2D shape, Pen pen) {
    graphics.setColor(color(pen.ink()));
    graphics.setStroke(stroke(pen));
    graphics.draw(shape);
  }

  @Override
  public void text(
      String text, double x, double y, double size, Anchor anchor, double degrees, int rgb) {
    double width = typeface.width(text, size);
    double shift = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(StrictMath.toRadians(-degrees));
    place.translate(-shift, 0);
    graphics.setColor(new Color(rgb));
    graphics.fill(place.createTransformedShape(typeface.outline(text, size)));
  }

  @Override
  public void begin(String name, double x, double y, double width, double height) {
    outer = graphics.getClip();
    graphics.clip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void end() {
    graphics.setClip(outer);
  }

  /** The picture so far; nothing more may be drawn. */
  BufferedImage finish() {
    graphics.dispose();
    return image;
  }

  private static Color color(Ink ink) {
    return new Color(ink.rgb() | (int) Math.rint(255 * ink.alpha()) << 24, true);
  }

  private static BasicStroke stroke(Pen pen) {
    float[] dash = new float[pen.dash().length];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = (float) pen.dash()[i];
    }
    return new BasicStroke(
        (float) pen.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        dash.length == 0 ? null : dash,
        0);
  }
}
