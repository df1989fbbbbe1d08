package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** How one column of a table becomes numbers. */
public sealed interface Column {
  /** Name in the table's header. */
  String name();

  /** How many numbers it becomes. */
  int width();

  /** Whether the training data had missing values here, so that a missing one can be answered. */
  boolean missing();

  /** The number that a text stands for: itself, or the index of a category. */
  double parse(String text);

  /**
   * Writes {@code out[at … at + width())}.
   *
   * @param value a number, or the index of a category; NaN if missing
   */
  void encode(double value, double[] out, int at);

  /**
   * A number, as {@code (x - mean) / scale}; a missing one counts as the mean.
   *
   * @param mean finite
   * @param scale finite, above 0
   */
  record Numeric(String name, double mean, double scale, boolean missing) implements Column {
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Checks the ranges. */
    public Numeric {
      if (!(Math.abs(mean) <= Double.MAX_VALUE) || !(scale > 0 && scale <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "column '%s' needs a finite mean and a finite scale > 0, has %s and %s"
                .formatted(name, mean, scale));
      }
      mean += 0.0; // files keep no sign of zero
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public double parse(String text) {
      double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        throw new InvalidInputException(
            "column '%s': '%s' is not a finite number".formatted(name, text));
      }
      return value;
    }

    @Override
    public void encode(double value, double[] out, int at) {
      if (Double.isInfinite(value)) {
        throw new InvalidInputException("column '" + name + "': an infinite number is no input");
      }
      out[at] = Double.isNaN(value) ? 0 : (value - mean) / scale;
    }
  }

  /**
   * One of several texts, as a 1 at its place among zeros; a missing one is all zeros.
   *
   * @param values at least one, all different
   */
  record Category(String name, List<String> values, boolean missing) implements Column {
    /** Copies the list and checks it. */
    public Category {
      values = List.copyOf(values);
      if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
        throw new IllegalArgumentException(
            "column '" + name + "' needs at least one category, all different");
      }
    }

    @Override
    public int width() {
      return values.size();
    }

    @Override
    public double parse(String text) {
      int index = values.indexOf(text);
      if (index < 0) {
        throw new InvalidInputException(
            "column '%s': '%s' was not among the training data's categories%s"
                .formatted(name, text, Suggestions.hint(text, values)));
      }
      return index;
    }

    @Override
    public void encode(double value, double[] out, int at) {
      for (int i = 0; i < values.size(); i++) {
        out[at + i] = value == i ? 1 : 0;
      }
      boolean index = value >= 0 && value < values.size() && value == Math.floor(value);
      if (!index && !Double.isNaN(value)) {
        throw new InvalidInputException(
            "column '%s': %s is not the index of one of its %d categories"
                .formatted(name, value, values.size()));
      }
    }
  }
}
