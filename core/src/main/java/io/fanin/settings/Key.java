package io.fanin.settings;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name, type, default, what it may be, and what it is for.
 *
 * <p>Immutable; made by a factory and narrowed by chaining, as in {@code Key.integer("width", 64,
 * "Units of a hidden node.").between(1, 4096)}. For a list key, range and choices are those of its
 * elements. Two keys that say the same are equal.
 *
 * @param <T> the type of the value
 */
public final class Key<T> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

  private final String name;
  private final Type type;
  private final T defaultValue;
  private final String doc;
  private final String unit;
  private final Range range;
  private final List<String> choices;

  private Key(
      String name,
      Type type,
      T defaultValue,
      String doc,
      String unit,
      Range range,
      List<String> choices) {
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.doc = doc;
    this.unit = unit;
    this.range = range;
    this.choices = choices;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("key name must match " + NAME + ", was '" + name + "'");
    }
    if (!accepts(Conversion.convert(type, defaultValue))) {
      throw new IllegalArgumentException(
          "default of key '%s' must be %s, was %s".formatted(name, allowed(), quote(defaultValue)));
    }
  }

  /** A whole number. */
  public static Key<Integer> integer(String name, int defaultValue, String doc) {
    return of(name, Type.INTEGER, defaultValue, doc);
  }

  /** A finite number. */
  public static Key<Double> real(String name, double defaultValue, String doc) {
    return of(name, Type.REAL, defaultValue, doc);
  }

  /** Yes or no. */
  public static Key<Boolean> flag(String name, boolean defaultValue, String doc) {
    return of(name, Type.FLAG, defaultValue, doc);
  }

  /** Any text. */
  public static Key<String> text(String name, String defaultValue, String doc) {
    return of(name, Type.TEXT, defaultValue, doc);
  }

  /** One of several texts. */
  public static Key<String> choice(
      String name, String defaultValue, String doc, String... choices) {
    return of(name, Type.TEXT, defaultValue, doc).among(choices);
  }

  /** At least one whole number. */
  public static Key<List<Integer>> integers(String name, List<Integer> defaultValue, String doc) {
    return of(name, Type.INTEGERS, List.copyOf(defaultValue), doc);
  }

  /** At least one finite number. */
  public static Key<List<Double>> reals(String name, List<Double> defaultValue, String doc) {
    return of(name, Type.REALS, List.copyOf(defaultValue), doc);
  }

  /** At least one text. */
  public static Key<List<String>> texts(String name, List<String> defaultValue, String doc) {
    return of(name, Type.TEXTS, List.copyOf(defaultValue), doc);
  }

  private static <T> Key<T> of(String name, Type type, T defaultValue, String doc) {
    return new Key<>(name, type, defaultValue, doc, "", Range.ALL, List.of());
  }

  /** The same key, for numbers in {@code [low, high]}. */
  public Key<T> between(double low, double high) {
    return within(new Range(low, false, high, false));
  }

  /** The same key, for numbers {@code >= low}. */
  public Key<T> atLeast(double low) {
    return within(range.withLow(low, false));
  }

  /** The same key, for numbers {@code > low}. */
  public Key<T> above(double low) {
    return within(range.withLow(low, true));
  }

  /** The same key, for numbers {@code <= high}. */
  public Key<T> atMost(double high) {
    return within(range.withHigh(high, false));
  }

  /** The same key, for numbers {@code < high}. */
  public Key<T> below(double high) {
    return within(range.withHigh(high, true));
  }

  /** The same key, for these texts only. */
  public Key<T> among(String... texts) {
    if (type.element() != Type.TEXT || texts.length == 0) {
      throw new IllegalArgumentException(
          "key '" + name + "' must be text with at least one choice");
    }
    return new Key<>(name, type, defaultValue, doc, unit, range, List.of(texts));
  }

  /** The same key, counted in something, such as {@code "steps"}. */
  public Key<T> unit(String text) {
    return new Key<>(name, type, defaultValue, doc, text, range, choices);
  }

  private Key<T> within(Range limits) {
    if (type.element() != Type.INTEGER && type.element() != Type.REAL) {
      throw new IllegalArgumentException("key '" + name + "' is no number and has no range");
    }
    return new Key<>(name, type, defaultValue, doc, unit, limits, choices);
  }

  /** Unique among the keys it stands with. */
  public String name() {
    return name;
  }

  /** What kind of value it takes. */
  public Type type() {
    return type;
  }

  /** The value unless another is given. */
  public T defaultValue() {
    return defaultValue;
  }

  /** One line on what it is for. */
  public String doc() {
    return doc;
  }

  /** What it is counted in; empty if in nothing. */
  public String unit() {
    return unit;
  }

  /** The texts it may be; empty if it may be any. */
  public List<String> choices() {
    return choices;
  }

  /** What it may be, in words, such as {@code "an integer in [1, 4096]"}. */
  public String allowed() {
    if (!choices.isEmpty()) {
      return (type.list() ? "a list out of " : "one of ") + String.join(", ", choices);
    }
    return type.description() + range.text();
  }

  /**
   * The value that something read from YAML or from a command line stands for.
   *
   * <p>Text is parsed, whole numbers may be written as {@code 1e3} or {@code 64.0}, one element
   * stands for a list of one.
   *
   * @throws InvalidInputException if it stands for none that the key may have
   */
  public T parse(@Nullable Object raw) {
    Object value = Conversion.convert(type, raw);
    if (value == null || !accepts(value)) {
      throw new InvalidInputException(
          "setting '%s' cannot be %s: it takes %s%s (default %s)"
              .formatted(
                  name,
                  raw == null ? "empty" : quote(raw),
                  allowed(),
                  unit.isEmpty() ? "" : " " + unit,
                  text(defaultValue)));
    }
    return cast(value);
  }

  /** The conversion of a type gives just the class that its factory binds {@code T} to. */
  @SuppressWarnings("unchecked")
  private T cast(Object value) {
    return (T) value;
  }

  private boolean accepts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(this::accepts);
    }
    if (value instanceof Number number) {
      return range.contains(number.doubleValue());
    }
    return value != null
        && (choices.isEmpty() || (value instanceof String s && choices.contains(s)));
  }

  /** A value as YAML that reads back as it, such as {@code [0.5, 1]}; text in double quotes. */
  static String text(Object value) {
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(Key::text).toList()) + "]";
    }
    if (value instanceof Double number) {
      return ExactText.of(number);
    }
    return value instanceof String s ? quoted(s) : String.valueOf(value);
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return '"' + escaped + '"';
  }

  private static String quote(Object raw) {
    return raw instanceof String s ? "'" + s + "'" : text(raw);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key<?> key && facts().equals(key.facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  private List<Object> facts() {
    return List.of(name, type, defaultValue, doc, unit, range, choices);
  }

  @Override
  public String toString() {
    return "%s: %s (default %s)".formatted(name, allowed(), text(defaultValue));
  }
}
