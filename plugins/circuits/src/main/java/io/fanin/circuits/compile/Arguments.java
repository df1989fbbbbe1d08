package io.fanin.circuits.compile;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words behind {@code fanin compile}. */
final class Arguments {
  private static final List<String> OPTIONS =
      List.of(
          "--length",
          "--steps",
          "--alphabet",
          "--method",
          "--out",
          "--bits",
          "--fan-in",
          "--error",
          "--epochs",
          "--seed",
          "--output");

  /** Options without a value. */
  private static final List<String> FLAGS = List.of("--learn");

  private static final List<String> KNOWN =
      Stream.concat(OPTIONS.stream(), FLAGS.stream()).toList();

  private final Map<String, String> options = new LinkedHashMap<>();
  private String file = "";
  private boolean help;

  Arguments(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--help") || word.equals("-h")) {
        help = true;
      } else if (FLAGS.contains(word)) {
        put(word, "");
      } else if (word.startsWith("--")) {
        i += option(word, i + 1 < words.size() ? words.get(i + 1) : null);
      } else if (file.isEmpty()) {
        file = word;
      } else {
        throw new InvalidInputException(
            "compile takes one FILE, but there are '" + file + "' and '" + word + "'");
      }
    }
    if (file.isEmpty() && !help) {
      throw new InvalidInputException(
          "compile needs a FILE: a machine (.yaml), a circuit (.blif, .aag, .aig) or a formula");
    }
  }

  /** How many further words it took. */
  private int option(String word, @Nullable String next) {
    int sign = word.indexOf('=');
    String name = sign < 0 ? word : word.substring(0, sign);
    if (!OPTIONS.contains(name)) {
      throw new InvalidInputException(
          "compile has no option '" + name + "'" + Suggestions.hint(name, KNOWN));
    }
    String value = sign < 0 ? next : word.substring(sign + 1);
    if (value == null) {
      throw new InvalidInputException("'" + name + "' needs a value");
    }
    put(name, value);
    return sign < 0 ? 1 : 0;
  }

  private void put(String name, String value) {
    if (options.put(name, value) != null) {
      throw new InvalidInputException("'" + name + "' is given twice");
    }
  }

  boolean help() {
    return help;
  }

  String file() {
    return file;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  String text(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(String option, int otherwise, int least, int most) {
    String text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    boolean digits = text.matches("[0-9]{1,10}");
    if (!digits || Long.parseLong(text) < least || Long.parseLong(text) > most) {
      throw new InvalidInputException(
          "%s must be a whole number from %d to %d, was '%s'".formatted(option, least, most, text));
    }
    return Integer.parseInt(text);
  }

  boolean json() {
    String output = text("--output", "text");
    if (!output.equals("text") && !output.equals("json")) {
      throw new InvalidInputException(
          "--output: there is no format '"
              + output
              + "'"
              + Suggestions.hint(output, List.of("text", "json")));
    }
    return output.equals("json");
  }

  /** The call again, for the report. */
  String command() {
    StringBuilder command = new StringBuilder("fanin compile ").append(quoted(file));
    options.forEach(
        (name, value) -> {
          command.append(' ').append(name);
          if (!FLAGS.contains(name)) {
            command.append(' ').append(quoted(value));
          }
        });
    return command.toString();
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
