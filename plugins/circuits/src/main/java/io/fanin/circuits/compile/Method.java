package io.fanin.circuits.compile;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a machine is compiled. */
enum Method {
  TABLEAU,
  OBLIVIOUS,
  TRACE;

  static Method of(String name) {
    for (Method method : values()) {
      if (method.word().equals(name)) {
        return method;
      }
    }
    List<String> known = Arrays.stream(values()).map(Method::word).toList();
    throw new InvalidInputException(
        "--method: there is no '" + name + "'" + Suggestions.hint(name, known));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
