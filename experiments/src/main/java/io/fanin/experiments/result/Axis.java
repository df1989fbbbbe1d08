package io.fanin.experiments.result;

import java.util.List;

/**
 * One axis of a plot.
 *
 * @param label what is measured, without its unit
 * @param unit such as {@code "s"}; empty when the quantity has none
 * @param log whether the scale is base-10 logarithmic; values must then be positive
 * @param ticks the places to mark, in data units; empty lets the plotter choose. An axis of
 *     categories has one labelled tick per category, at 0, 1, 2 …
 */
public record Axis(String label, String unit, boolean log, List<Tick> ticks) {
  public Axis {
    Require.present(label, "axis label");
    Require.present(unit, "axis unit");
    ticks = Require.list(ticks, "axis ticks");
    for (Tick tick : ticks) {
      Require.condition(
          !log || tick.value() > 0, "a log axis has positive ticks only, was " + tick.value());
    }
  }

  /** A mark on an axis. An empty label prints the number. */
  public record Tick(double value, String label) {
    public Tick {
      Require.finite(value, "tick");
      Require.present(label, "tick label");
    }
  }

  /** A linear axis whose ticks the plotter chooses. */
  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, false, List.of());
  }

  /** A logarithmic axis whose ticks the plotter chooses. */
  public static Axis log(String label, String unit) {
    return new Axis(label, unit, true, List.of());
  }

  /** An axis of names; the k-th name stands at {@code x = k}, counted from 0. */
  public static Axis categories(String label, List<String> names) {
    List<Tick> ticks =
        java.util.stream.IntStream.range(0, names.size())
            .mapToObj(k -> new Tick(k, names.get(k)))
            .toList();
    return new Axis(label, "", false, ticks);
  }

  /** This axis with marks at the given values, which print as numbers. */
  public Axis at(double... values) {
    List<Tick> marks =
        java.util.Arrays.stream(values).mapToObj(value -> new Tick(value, "")).toList();
    return new Axis(label, unit, log, marks);
  }

  /** {@code "label [unit]"}, or the label alone. */
  public String heading() {
    return unit.isEmpty() ? label : label + " [" + unit + "]";
  }
}
