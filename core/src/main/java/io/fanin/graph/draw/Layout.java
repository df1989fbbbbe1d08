package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.List;

/**
 * Where everything of a layered picture is, in points: the origin is at the top left, {@code y}
 * grows downwards, and an item's place is its centre.
 */
final class Layout {
  private static final double CHARACTER = 6.9;
  private static final double BOX = 26;
  private static final double DOT = 9;

  /** In rows of more than this many, dots are smaller. */
  private static final int CROWDED = 150;

  private static final double WAYPOINT = 2;

  /** Wider rows than this lose their labels, and their boxes become dots. */
  private static final double MAX_EXTENT = 1_500;

  private final Direction direction;
  private final Layers layers;
  private final boolean labelled;
  private final double[] across;
  private final double[] along;
  private final double length;
  private final double[] width;
  private final double[] height;

  Layout(GraphDrawing drawing) {
    SparseGraph graph = drawing.graph();
    this.direction = drawing.direction();
    this.layers = new Layers(graph);
    Ordering.apply(layers, graph);
    this.width = new double[layers.size()];
    this.height = new double[layers.size()];
    size(drawing, true);
    this.labelled = widestRow() <= MAX_EXTENT;
    if (!labelled) {
      size(drawing, false);
    }
    this.across = Placement.of(layers, acrossExtent(), labelled ? 14 : dot() / 2);
    this.along = new double[layers.size()];
    this.length = stack();
  }

  List<Layers.Segment> segments() {
    return layers.segments;
  }

  boolean isWaypoint(int item) {
    return layers.isWaypoint(item);
  }

  /** Whether there was room for labels. */
  boolean labelled() {
    return labelled;
  }

  double x(int item) {
    return direction == Direction.UP ? across[item] : along[item];
  }

  double y(int item) {
    return direction == Direction.UP ? length - along[item] : across[item];
  }

  double width(int item) {
    return width[item];
  }

  double height(int item) {
    return height[item];
  }

  double totalWidth() {
    return direction == Direction.UP ? breadth() : length;
  }

  double totalHeight() {
    return direction == Direction.UP ? length : breadth();
  }

  private void size(GraphDrawing drawing, boolean labels) {
    for (int item = 0; item < width.length; item++) {
      if (layers.isWaypoint(item)) {
        width[item] = WAYPOINT;
        height[item] = WAYPOINT;
      } else {
        int letters = drawing.label(item).length();
        width[item] = labels ? Math.max(BOX, CHARACTER * letters + 12) : dot();
        height[item] = labels ? BOX : dot();
      }
    }
  }

  private double dot() {
    int most = layers.rows.stream().mapToInt(List::size).max().orElse(0);
    return most > CROWDED ? DOT / 2 : DOT;
  }

  private double[] acrossExtent() {
    return direction == Direction.UP ? width : height;
  }

  private double widestRow() {
    double[] extent = acrossExtent();
    double widest = 0;
    for (List<Integer> row : layers.rows) {
      widest = Math.max(widest, row.stream().mapToDouble(i -> extent[i] + 14).sum());
    }
    return widest;
  }

  private double breadth() {
    double[] extent = acrossExtent();
    double most = 0;
    for (int item = 0; item < across.length; item++) {
      most = Math.max(most, across[item] + extent[item] / 2);
    }
    return most;
  }

  /** Puts one row after the other; wide pictures get more room between rows for their lines. */
  private double stack() {
    double[] extent = direction == Direction.UP ? height : width;
    double room =
        Math.max(34, Math.min(Math.min(150, 0.13 * breadth()), 900.0 / layers.rows.size()));
    double from = 0;
    for (List<Integer> row : layers.rows) {
      double deepest = row.stream().mapToDouble(i -> extent[i]).max().orElse(0);
      for (int item : row) {
        along[item] = from + deepest / 2;
      }
      from += deepest + room;
    }
    return from - room;
  }
}
