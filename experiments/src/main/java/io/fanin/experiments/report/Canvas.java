package io.fanin.experiments.report;

import java.awt.geom.Path2D;

/**
 * A sheet of paper measured in points (1/72 inch), origin at the top left, y down.
 *
 * <p>Three kinds exist: pixels, SVG and PDF. None asks the system for a font, so that plots come
 * out alike on a desktop and on a bare server.
 */
interface Canvas {
  /** Where a text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * Ink.
   *
   * @param rgb as in {@code 0xRRGGBB}
   * @param alpha 1 covers, 0 is invisible
   */
  record Ink(int rgb, double alpha) {
    static Ink solid(int rgb) {
      return new Ink(rgb, 1);
    }
  }

  /** A pen with a round join; {@code dash} alternates drawn and left-out lengths. */
  record Pen(Ink ink, double width, double... dash) {}

  void fill(Path2D shape, Ink ink);

  void stroke(Path2D shape, Pen pen);

  /**
   * Writes one line of text.
   *
   * @param degrees counter-clockwise about the point
   */
  void text(String text, double x, double y, double size, Anchor anchor, double degrees, int rgb);

  /** What follows belongs together under a name, and is cut to a rectangle. */
  void begin(String name, double x, double y, double width, double height);

  /** Ends what {@link #begin} started. */
  void end();
}
