package io.fanin.experiments.report;

import io.fanin.experiments.report.Canvas.Anchor;
import io.fanin.experiments.report.Canvas.Ink;
import io.fanin.experiments.report.Canvas.Pen;
import io.fanin.experiments.report.Scale.Mark;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a plot for a paper: axes, ticks, legend above the plot, and the series inside.
 *
 * <p>The sheet is 6.5 by 4.2 inches. There is no title; papers have captions.
 */
final class PaperPlot {
  static final double WIDTH = 468;
  static final double HEIGHT = 302;

  private static final int TEXT = 0x222222;
  private static final int QUIET = 0x555555;
  private static final int GRID = 0xE4E4E4;
  private static final double LABEL = 9.5;
  private static final double SMALL = 8.5;
  private static final double ROW = 14;
  private static final double EDGE = 10;
  private static final double TICK = 4;

  private final Plot plot;
  private final Canvas canvas;
  private final Typeface typeface;
  private final Rectangle2D box;

  private PaperPlot(Plot plot, Canvas canvas, Typeface typeface) {
    this.plot = plot;
    this.canvas = canvas;
    this.typeface = typeface;
    double widest = plot.y().marks().stream().mapToDouble(this::width).max().orElse(0);
    double left = EDGE + LABEL * 1.6 + widest + TICK + 4;
    double top = EDGE + legendRows().size() * ROW + 4;
    double heading = plot.figure().x().heading().isEmpty() ? 0 : LABEL * 1.45;
    double bottom = HEIGHT - EDGE - heading - xLines() * SMALL * 1.2 - TICK - 2;
    box = new Rectangle2D.Double(left, top, WIDTH - left - EDGE - 6, bottom - top);
  }

  static void draw(Plot plot, Canvas canvas, Typeface typeface) {
    PaperPlot paper = new PaperPlot(plot, canvas, typeface);
    paper.legend();
    paper.yAxis();
    paper.xAxis();
    new PaperSeries(plot, canvas, paper.box).draw();
    paper.frame();
  }

  private void frame() {
    Path2D frame = new Path2D.Double();
    frame.moveTo(box.getMinX(), box.getMinY());
    frame.lineTo(box.getMinX(), box.getMaxY());
    frame.lineTo(box.getMaxX(), box.getMaxY());
    canvas.stroke(frame, new Pen(Ink.solid(QUIET), 0.8));
  }

  private void yAxis() {
    for (Mark mark : plot.y().marks()) {
      double y = box.getMaxY() - plot.y().position(mark.value()) * box.getHeight();
      canvas.stroke(line(box.getMinX(), y, box.getMaxX(), y), new Pen(Ink.solid(GRID), 0.6));
      canvas.stroke(
          line(box.getMinX() - TICK, y, box.getMinX(), y), new Pen(Ink.solid(QUIET), 0.8));
      mark(mark, box.getMinX() - TICK - 3 - width(mark), y + SMALL * 0.35);
    }
    for (double value : plot.y().minor()) {
      double y = box.getMaxY() - plot.y().position(value) * box.getHeight();
      canvas.stroke(
          line(box.getMinX() - TICK / 2, y, box.getMinX(), y), new Pen(Ink.solid(QUIET), 0.5));
    }
    canvas.text(
        plot.figure().y().heading(),
        EDGE + LABEL * 0.8,
        box.getCenterY(),
        LABEL,
        Anchor.MIDDLE,
        90,
        TEXT);
  }

  private void xAxis() {
    double base = box.getMaxY();
    for (Mark mark : plot.x().marks()) {
      double x = box.getMinX() + plot.x().position(mark.value()) * box.getWidth();
      canvas.stroke(line(x, base, x, base + TICK), new Pen(Ink.solid(QUIET), 0.8));
      xLabel(mark, x, base + TICK + SMALL + 1);
    }
    for (double value : plot.x().minor()) {
      double x = box.getMinX() + plot.x().position(value) * box.getWidth();
      canvas.stroke(line(x, base, x, base + TICK / 2), new Pen(Ink.solid(QUIET), 0.5));
    }
    canvas.text(
        plot.figure().x().heading(),
        box.getCenterX(),
        HEIGHT - EDGE,
        LABEL,
        Anchor.MIDDLE,
        0,
        TEXT);
  }

  private void xLabel(Mark mark, double x, double y) {
    if (!mark.exponent().isEmpty()) {
      mark(mark, x - width(mark) / 2, y);
      return;
    }
    double at = y;
    for (String line : wrapped(mark.text())) {
      canvas.text(line, x, at, SMALL, Anchor.MIDDLE, 0, QUIET);
      at += SMALL * 1.2;
    }
  }

  /** A number with a raised exponent, from its left end. */
  private void mark(Mark mark, double x, double y) {
    canvas.text(mark.text(), x, y, SMALL, Anchor.START, 0, QUIET);
    if (!mark.exponent().isEmpty()) {
      double raised = x + typeface.width(mark.text(), SMALL) + 0.4;
      canvas.text(mark.exponent(), raised, y - SMALL * 0.4, SMALL * 0.72, Anchor.START, 0, QUIET);
    }
  }

  private double width(Mark mark) {
    return typeface.width(mark.text(), SMALL) + typeface.width(mark.exponent(), SMALL * 0.72);
  }

  private int xLines() {
    return plot.x().marks().stream().mapToInt(m -> wrapped(m.text()).size()).max().orElse(1);
  }

  /** Words of a category broken into lines that fit its share of the axis. */
  private List<String> wrapped(String text) {
    double room = (WIDTH - 60) / Math.max(1, plot.x().marks().size()) - 6;
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && typeface.width(longer, SMALL) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  private void legend() {
    double y = EDGE + ROW * 0.7;
    for (List<Integer> row : legendRows()) {
      double x = EDGE + 4;
      for (int i : row) {
        PaperSeries.swatch(plot, i, canvas, x, y - SMALL * 0.33);
        canvas.text(
            name(i), x + PaperSeries.swatchWidth(plot, i) + 5, y, SMALL, Anchor.START, 0, TEXT);
        x += entryWidth(i);
      }
      y += ROW;
    }
  }

  private List<List<Integer>> legendRows() {
    List<List<Integer>> rows = new ArrayList<>();
    double x = Double.POSITIVE_INFINITY;
    for (int i = 0; i < plot.figure().series().size(); i++) {
      if (x + entryWidth(i) > WIDTH - EDGE) {
        rows.add(new ArrayList<>());
        x = EDGE + 4;
      }
      rows.get(rows.size() - 1).add(i);
      x += entryWidth(i);
    }
    return rows;
  }

  private double entryWidth(int i) {
    return PaperSeries.swatchWidth(plot, i) + 5 + typeface.width(name(i), SMALL) + 14;
  }

  private String name(int i) {
    return plot.figure().series().get(i).name();
  }

  static Path2D line(double x0, double y0, double x1, double y1) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
    return path;
  }
}
