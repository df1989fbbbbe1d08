package io.fanin.experiments.cli;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code --set} says. */
final class Assignments {
  private Assignments() {}

  /**
   * Names and values of texts such as {@code d=[20, 40, 80]}: split at the first {@code =}, the
   * rest is YAML.
   *
   * @throws InvalidInputException if one has no {@code =}, is no YAML, or sets a name again
   */
  static Map<String, @Nullable Object> parse(List<String> texts) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException(
            "--set " + text + ": write --set key=value, such as --set d=[20,40,80]");
      }
      String name = text.substring(0, equals).strip();
      if (values.containsKey(name)) {
        throw new InvalidInputException("--set " + name + " is given twice; leave one out");
      }
      values.put(name, value(text, text.substring(equals + 1)));
    }
    return values;
  }

  private static @Nullable Object value(String whole, String text) {
    try {
      return text.isBlank() ? null : YamlText.read("", text);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "--set " + whole + ": the value is not YAML; write a list as d=[20,40,80]", e);
    }
  }
}
