package io.fanin.experiments.result;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plot: what is on its axes and what is drawn.
 *
 * @param id lower-case letters, digits and dashes; the name of its files, unique in a report
 * @param title one line
 * @param caption what to see, which interval the band is, how many runs stand behind a point
 * @param series at least one; on a log axis all values are positive, but a {@code lo} may be zero
 *     or less and is cut at the edge
 */
public record Figure(String id, String title, String caption, Axis x, Axis y, List<Series> series) {
  public Figure {
    Require.id(id, "figure id");
    Require.text(title, "figure title");
    Require.present(caption, "figure caption");
    Require.present(x, "figure x axis");
    Require.present(y, "figure y axis");
    series = Require.list(series, "figure series");
    Require.condition(!series.isEmpty(), "figure '" + id + "' has no series");
    Set<String> names = new HashSet<>();
    for (Series one : series) {
      Require.condition(
          names.add(one.name()), "figure '" + id + "' has two series named '" + one.name() + "'");
      positiveWhereLog(id, x, "x", one.name(), one.x());
      positiveWhereLog(id, y, "y", one.name(), one.y());
    }
  }

  /** NaN, a value that is not drawn, is let through. */
  private static void positiveWhereLog(
      String id, Axis axis, String which, String name, List<Double> values) {
    for (double value : values) {
      Require.condition(
          !axis.log() || !(value <= 0),
          "figure '%s' has a log axis, but series '%s' holds %s = %s"
              .formatted(id, name, which, value));
    }
  }
}
