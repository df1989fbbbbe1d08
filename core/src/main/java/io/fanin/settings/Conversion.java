package io.fanin.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what a YAML reader or a command line gives to the value of a type; null where none fits. */
final class Conversion {
  /** Decimal numbers only: Java's own parser also takes {@code 1d}, {@code 0x1p3} and NaN. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Conversion() {}

  static @Nullable Object convert(Type type, @Nullable Object raw) {
    return type.list() ? list(type.element(), raw) : scalar(type, raw);
  }

  private static @Nullable List<Object> list(Type element, @Nullable Object raw) {
    List<Object> values = new ArrayList<>();
    for (Object part : parts(raw)) {
      Object value = scalar(element, part);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values.isEmpty() ? null : List.copyOf(values);
  }

  /** The elements of a list, of a text such as {@code "[1, 2]"}, or of a single value. */
  private static Iterable<?> parts(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list;
    }
    if (raw instanceof String text && text.startsWith("[") && text.endsWith("]")) {
      String inner = text.substring(1, text.length() - 1).strip();
      return inner.isEmpty() ? List.of() : List.of(inner.split("\\s*,\\s*", -1));
    }
    return raw == null ? List.of() : List.of(raw);
  }

  private static @Nullable Object scalar(Type type, @Nullable Object raw) {
    return switch (type) {
      case INTEGER -> integer(raw);
      case REAL -> real(raw);
      case FLAG -> flag(raw);
      default -> text(raw);
    };
  }

  /** Also a number such as 1e3 or 64.0, if it is whole. */
  private static @Nullable Integer integer(@Nullable Object raw) {
    Double value = real(raw);
    if (value == null) {
      return null;
    }
    int whole = (int) (double) value;
    return whole == value ? Integer.valueOf(whole) : null;
  }

  private static @Nullable Double real(@Nullable Object raw) {
    double value;
    if (raw instanceof Number number) {
      value = number.doubleValue();
    } else if (raw instanceof String text && DECIMAL.matcher(text.strip()).matches()) {
      value = Double.parseDouble(text.strip());
    } else {
      return null;
    }
    return Math.abs(value) <= Double.MAX_VALUE ? Double.valueOf(value + 0.0) : null;
  }

  private static @Nullable Boolean flag(@Nullable Object raw) {
    if (raw instanceof Boolean value) {
      return value;
    }
    String text = raw instanceof String s ? s.strip().toLowerCase(Locale.ROOT) : "";
    return switch (text) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable String text(@Nullable Object raw) {
    if (raw instanceof Double || raw instanceof Float) {
      return ExactText.of(((Number) raw).doubleValue());
    }
    boolean plain = raw instanceof String || raw instanceof Number || raw instanceof Boolean;
    return plain ? String.valueOf(raw) : null;
  }
}
