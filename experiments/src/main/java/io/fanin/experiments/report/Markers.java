package io.fanin.experiments.report;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Shapes that tell series apart without colour. */
final class Markers {
  private Markers() {}

  /** Circle, square, triangle or diamond, of about equal area, about a point. */
  static Path2D shape(int index, double x, double y, double radius) {
    double r = radius;
    return switch (index) {
      case 0 -> circle(x, y, r);
      case 1 ->
          polygon(
              x - r * 0.9,
              y - r * 0.9,
              x + r * 0.9,
              y - r * 0.9,
              x + r * 0.9,
              y + r * 0.9,
              x - r * 0.9,
              y + r * 0.9);
      case 2 -> polygon(x, y - r * 1.3, x + r * 1.2, y + r * 0.85, x - r * 1.2, y + r * 0.85);
      default -> polygon(x, y - r * 1.35, x + r * 1.35, y, x, y + r * 1.35, x - r * 1.35, y);
    };
  }

  private static Path2D circle(double x, double y, double r) {
    Path2D path = new Path2D.Double();
    path.append(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), false);
    return path;
  }

  private static Path2D polygon(double... at) {
    Path2D path = new Path2D.Double();
    path.moveTo(at[0], at[1]);
    for (int i = 2; i < at.length; i += 2) {
      path.lineTo(at[i], at[i + 1]);
    }
    path.closePath();
    return path;
  }
}
