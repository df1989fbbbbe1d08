package io.fanin.settings;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value for each of a list of keys. Immutable; two with equal keys and values are equal.
 *
 * <p>Starts from the defaults; {@link #with} and {@link #withAll} give changed copies and check
 * what they are given.
 */
public final class Settings {
  private final SortedMap<String, Key<?>> keys;
  private final SortedMap<String, Object> values;

  private Settings(SortedMap<String, Key<?>> keys, SortedMap<String, Object> values) {
    this.keys = keys;
    this.values = values;
  }

  /**
   * The defaults.
   *
   * @param keys with different names
   */
  public static Settings of(Collection<? extends Key<?>> keys) {
    SortedMap<String, Key<?>> byName = new TreeMap<>();
    SortedMap<String, Object> values = new TreeMap<>();
    for (Key<?> key : keys) {
      if (byName.put(key.name(), key) != null) {
        throw new IllegalArgumentException("two keys are named '" + key.name() + "'");
      }
      values.put(key.name(), key.defaultValue());
    }
    return new Settings(byName, values);
  }

  /**
   * A copy in which one setting has another value.
   *
   * @param name of one of the keys
   * @param raw as a YAML reader or a command line gives it; see {@link Key#parse}
   * @throws InvalidInputException if there is no such key or it cannot have this value
   */
  public Settings with(String name, @Nullable Object raw) {
    return withAll(Collections.singletonMap(name, raw));
  }

  /** A copy in which the setting of {@code key} is {@code value}; errors as of {@link #with}. */
  public <T> Settings with(Key<T> key, T value) {
    requireKnown(key);
    return with(key.name(), value);
  }

  /**
   * A copy in which several settings have other values.
   *
   * @param raw names and values as of {@link #with}
   * @throws InvalidInputException with every error, sorted by name, if there are any
   */
  public Settings withAll(Map<String, ? extends @Nullable Object> raw) {
    SortedMap<String, Object> changed = new TreeMap<>(values);
    List<String> errors = new ArrayList<>();
    for (String name : new TreeMap<>(raw).keySet()) {
      try {
        changed.put(name, known(name).parse(raw.get(name)));
      } catch (InvalidInputException e) {
        errors.add(String.valueOf(e.getMessage()));
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidInputException(together(errors));
    }
    return new Settings(keys, changed);
  }

  private static String together(List<String> errors) {
    return errors.size() == 1
        ? errors.get(0)
        : errors.size() + " settings cannot be used:\n  " + String.join("\n  ", errors);
  }

  private Key<?> known(String name) {
    Key<?> key = keys.get(name);
    if (key == null) {
      String hint = keys.isEmpty() ? "; there are none" : Suggestions.hint(name, keys.keySet());
      throw new InvalidInputException("unknown setting '" + name + "'" + hint);
    }
    return key;
  }

  /** The value of a key, which must be one of these settings' keys. */
  public <T> T get(Key<T> key) {
    requireKnown(key);
    return key.parse(values.get(key.name()));
  }

  /** Whether a key has its default value. */
  public boolean isDefault(Key<?> key) {
    requireKnown(key);
    return key.defaultValue().equals(values.get(key.name()));
  }

  private void requireKnown(Key<?> key) {
    if (!key.equals(keys.get(key.name()))) {
      throw new IllegalArgumentException(
          "key '" + key.name() + "' is not among " + String.join(", ", keys.keySet()));
    }
  }

  /** The keys, sorted by name. */
  public List<Key<?>> keys() {
    return List.copyOf(keys.values());
  }

  /** Every value by name, sorted; values are of the classes that {@link Type} names. */
  public SortedMap<String, Object> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  /**
   * All settings as text, for digests: a line {@code name=value} for each key, sorted by name.
   *
   * <p>Numbers are the shortest decimals that read back as the same bits, so the text is equal
   * exactly if the settings are, on every Java version.
   */
  public String canonical() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> text.append(name).append('=').append(Key.text(value)).append('\n'));
    return text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings s && keys.equals(s.keys) && values.equals(s.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return canonical();
  }
}
