package io.fanin.experiments.result;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that every record of this package makes before it exists. */
final class Require {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  private Require() {}

  /** A value that JSON could have left out. */
  static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return value;
  }

  /** A text with at least one visible character. */
  static String text(@Nullable String value, String what) {
    String some = present(value, what);
    if (some.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    return some;
  }

  /** A name that is safe as a file name and as an anchor on every system. */
  static String id(@Nullable String value, String what) {
    String some = present(value, what);
    if (!ID.matcher(some).matches()) {
      throw new IllegalArgumentException(
          what + " must be lower-case letters, digits and dashes (at most 80), was '" + some + "'");
    }
    return some;
  }

  /** An unmodifiable copy without nulls. */
  static <T> List<T> list(@Nullable List<T> values, String what) {
    for (Object value : present(values, what)) {
      if (value == null) {
        throw new IllegalArgumentException(what + " must not hold null");
      }
    }
    return List.copyOf(values);
  }

  static double finite(double value, String what) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(what + " must be finite, was " + value);
    }
    return value;
  }

  static double probability(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be in [0, 1], was " + value);
    }
    return value;
  }

  static void condition(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
