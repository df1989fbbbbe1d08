package io.fanin.circuits.number;

import io.fanin.expression.Interval;
import io.fanin.function.Constituent;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of all vertices by interval arithmetic on small boxes.
 *
 * <p>On a whole box interval arithmetic takes {@code x (1 - x)} for a product of independent
 * numbers, and a loop of such steps would seem to explode; cut into small boxes the range is nearly
 * tight.
 */
final class SubdividedRanges {
  private static final int BOXES = 256;

  private SubdividedRanges() {}

  /** An interval for each vertex, which holds every value over the inputs' ranges. */
  static List<Interval> of(SparseFunction function) {
    SparseGraph graph = function.graph();
    List<Interval> ranges = new ArrayList<>(function.ranges().subList(0, graph.inputs()));
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      List<Interval> box = new ArrayList<>();
      for (int slot = 0; slot < graph.fanIn(v); slot++) {
        box.add(ranges.get(graph.read(v, slot)));
      }
      ranges.add(range(function.constituent(v), box));
    }
    return ranges;
  }

  private static Interval range(Constituent constituent, List<Interval> box) {
    int parts = 1;
    int boxes = 1;
    while (power(parts + 1, box.size()) <= BOXES) {
      parts++;
      boxes = power(parts, box.size());
    }
    Interval hull = null;
    for (int number = 0; number < boxes; number++) {
      List<Interval> part = new ArrayList<>();
      int rest = number;
      for (Interval side : box) {
        part.add(piece(side, rest % parts, parts));
        rest /= parts;
      }
      Interval range = constituent.range(part);
      hull = hull == null ? range : hull.hull(range);
    }
    return hull == null ? Interval.ALL : hull;
  }

  private static int power(int base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent && power <= BOXES; i++) {
      power *= base;
    }
    return (int) Math.min(power, BOXES + 1);
  }

  private static Interval piece(Interval side, int number, int parts) {
    double width = (side.hi() - side.lo()) / parts;
    if (parts == 1 || !(width < Double.MAX_VALUE)) {
      return side;
    }
    double lo = number == 0 ? side.lo() : side.lo() + number * width;
    double hi = number == parts - 1 ? side.hi() : side.lo() + (number + 1) * width;
    return new Interval(Math.min(lo, hi), Math.max(lo, hi));
  }
}
