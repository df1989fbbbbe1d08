package io.fanin.experiments.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column that will be an input or the target, and how its texts become numbers.
 *
 * @param name of the column
 * @param places for each category its index; empty where the column holds numbers
 * @param values categories by index; empty where the column holds numbers
 */
record Feature(String name, Map<String, Integer> places, List<String> values) {
  static Feature numeric(String name) {
    return new Feature(name, Map.of(), List.of());
  }

  static Feature category(String name, List<String> values) {
    Map<String, Integer> places = new HashMap<>();
    for (String value : values) {
      places.put(value, places.size());
    }
    return new Feature(name, places, values);
  }

  boolean isCategory() {
    return !values.isEmpty();
  }

  /** The number or the index of the category; NaN where the text is neither. */
  double value(String cell) {
    if (!isCategory()) {
      return Cells.number(cell);
    }
    Integer place = places.get(cell);
    return place == null ? Double.NaN : place;
  }

  /** Why a text has no value here. */
  String problem(String cell) {
    return isCategory()
        ? "column '%s': '%s' is not among the values of the training file; leave the row out"
            .formatted(Printed.of(name), Printed.of(cell))
        : "column '%s': '%s' is not a finite number; correct it, or give --missing-value '%s'"
            .formatted(Printed.of(name), Printed.of(cell), Printed.of(cell));
  }
}
