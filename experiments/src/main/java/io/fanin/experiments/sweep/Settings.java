package io.fanin.experiments.sweep;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of one trial, with one text for equal settings.
 *
 * <p>The text is a JSON object: keys sorted, no spaces, every number as the shortest decimal that
 * reads back as it (so {@code 2} and {@code 2.0} are one setting). Values are {@code String},
 * {@code Boolean}, {@code Integer}, {@code Long}, finite {@code Double} or {@code Float}, or lists
 * of these.
 */
public final class Settings {
  private final SortedMap<String, Object> values;

  private Settings(SortedMap<String, Object> values) {
    this.values = values;
  }

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException for a value of another type or a number that is not finite
   */
  public static Settings of(Map<String, ?> values) {
    SortedMap<String, Object> copy = new TreeMap<>();
    values.forEach((key, value) -> copy.put(key, checked(key, value)));
    return new Settings(Collections.unmodifiableSortedMap(copy));
  }

  /** These settings with one value added or replaced. */
  public Settings with(String key, Object value) {
    Map<String, Object> copy = new TreeMap<>(values);
    copy.put(key, value);
    return of(copy);
  }

  /** The values by key, sorted; unmodifiable. */
  public SortedMap<String, Object> values() {
    return values;
  }

  /** The canonical text. */
  public String text() {
    return Json.write(
        out -> {
          out.writeStartObject();
          for (Map.Entry<String, Object> e : values.entrySet()) {
            out.writeFieldName(e.getKey());
            Json.writeValue(out, e.getValue());
          }
          out.writeEndObject();
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that && that.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private static Object checked(String key, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(v -> checked(key, v)).toList();
    }
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof Float number) {
      return checked(key, number.doubleValue());
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("setting '" + key + "' must be finite, was " + number);
    }
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    throw new IllegalArgumentException(
        "setting '" + key + "' has the type " + value.getClass().getName());
  }
}
