package io.fanin.expression;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Branch and bound on the largest slope over a box. */
final class SlopeBound {
  private static final int BOXES = 256;
  private static final double GAP = 1.01;

  private final Program program;
  private final int argument;
  private double reached;

  private record Part(Interval[] box, double bound, int order) {}

  SlopeBound(Program program, int argument) {
    this.program = program;
    this.argument = argument;
  }

  double over(Interval[] box) {
    PriorityQueue<Part> parts =
        new PriorityQueue<>(
            Comparator.comparingDouble((Part p) -> -p.bound).thenComparingInt(p -> p.order));
    parts.add(part(box.clone(), 0));
    for (int used = 1; used + 2 <= BOXES; used += 2) {
      Part worst = parts.remove();
      int axis = widest(worst.box);
      if (worst.bound <= GAP * reached || axis < 0) {
        parts.add(worst);
        break;
      }
      double middle = worst.box[axis].middle();
      parts.add(part(with(worst, axis, worst.box[axis].lo(), middle), used));
      parts.add(part(with(worst, axis, middle, worst.box[axis].hi()), used + 1));
    }
    return parts.element().bound;
  }

  private Part part(Interval[] box, int order) {
    Interval[] centre = new Interval[box.length];
    for (int i = 0; i < box.length; i++) {
      centre[i] = Interval.point(box[i].middle());
    }
    Interval here = program.slope(argument, centre);
    double least = here.contains(0) ? 0 : Math.min(Math.abs(here.lo()), Math.abs(here.hi()));
    reached = Math.max(reached, least);
    return new Part(box, program.slope(argument, box).magnitude(), order);
  }

  private static Interval[] with(Part part, int axis, double lo, double hi) {
    Interval[] box = part.box.clone();
    box[axis] = new Interval(lo, hi);
    return box;
  }

  /** The finite axis to halve, or -1 where all are points or infinite. */
  private static int widest(Interval[] box) {
    int axis = -1;
    for (int i = 0; i < box.length; i++) {
      double width = box[i].width();
      boolean halves = width > 0 && width <= Double.MAX_VALUE;
      if (halves && (axis < 0 || width > box[axis].width())) {
        axis = i;
      }
    }
    return axis;
  }
}
