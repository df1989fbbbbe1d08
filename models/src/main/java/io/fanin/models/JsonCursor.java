package io.fanin.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps through a JSON text and says what it wants to see; errors have line and column. */
final class JsonCursor {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_STRING = 1 << 20;
  private static final double MAX_WHOLE = 0x1p53;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(1 << 16)
                  .maxNumberLength(60)
                  .build())
          .build();

  private final JsonParser parser;
  private final String source;
  private @Nullable JsonToken token;

  /** At the first token of a UTF-8 text. */
  JsonCursor(String source, String text) {
    this.source = source;
    try {
      parser = FACTORY.createParser(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    next();
  }

  /** A place in the text. */
  record Place(int line, int column) {}

  Place place() {
    JsonLocation l = token == null ? parser.currentLocation() : parser.currentTokenLocation();
    return new Place(l.getLineNr(), l.getColumnNr());
  }

  InvalidInputException error(String problem) {
    return error(place(), problem);
  }

  InvalidInputException error(Place place, String problem) {
    return InvalidInputException.at(source, place.line(), place.column(), problem);
  }

  /** Runs a step whose argument errors are the fault of what stands at a place. */
  void placed(Place place, Runnable step) {
    try {
      step.run();
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw error(place, printable(String.valueOf(e.getMessage())));
    }
  }

  private void next() {
    try {
      token = parser.nextToken();
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  private InvalidInputException notJson(JsonProcessingException e) {
    JsonLocation l = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    String first = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("malformed");
    return error(
        new Place(l.getLineNr(), l.getColumnNr()), "is not usable JSON: " + printable(first));
  }

  /** Reads an object that has each of these keys once and no other, in any order. */
  void object(String what, List<String> keys, Consumer<String> value) {
    Set<String> seen = keys(what, keys, value);
    for (String key : keys) {
      if (!seen.contains(key)) {
        throw error(what + " needs the key '" + key + "'");
      }
    }
    next();
  }

  /** Reads an object that has one of these keys alone. */
  void oneOf(String what, List<String> keys, Consumer<String> value) {
    if (keys(what, keys, value).size() != 1) {
      throw error(what + " must have one of the keys " + String.join(", ", keys));
    }
    next();
  }

  /** Reads an object of any keys. */
  void map(String what, Consumer<String> value) {
    keys(what, List.of(), value);
    next();
  }

  private Set<String> keys(String what, List<String> known, Consumer<String> value) {
    expect(JsonToken.START_OBJECT, what + " must be an object");
    Set<String> seen = new HashSet<>();
    for (next(); token != JsonToken.END_OBJECT; ) {
      String key = text();
      if (!known.isEmpty() && !known.contains(key)) {
        String shown = printable(key);
        throw error("unknown key '" + shown + "' in " + what + Suggestions.hint(shown, known));
      }
      if (!seen.add(key)) {
        throw error("key '" + printable(key) + "' comes twice in " + what + "; keep one");
      }
      next();
      value.accept(key);
    }
    return seen;
  }

  /** Reads a list. */
  void list(String what, Runnable element) {
    expect(JsonToken.START_ARRAY, what + " must be a list");
    next();
    while (token != JsonToken.END_ARRAY) {
      element.run();
    }
    next();
  }

  boolean isText() {
    return token == JsonToken.VALUE_STRING;
  }

  String string(String what) {
    expect(JsonToken.VALUE_STRING, what + " must be a string");
    String text = text();
    next();
    return text;
  }

  boolean flag(String what) {
    boolean value = token == JsonToken.VALUE_TRUE;
    if (!value && token != JsonToken.VALUE_FALSE) {
      throw error(what + " must be true or false");
    }
    next();
    return value;
  }

  double number(String what) {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw error(what + " must be a number");
    }
    double value = Double.parseDouble(text());
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw error(what + " must be a finite number");
    }
    next();
    return value;
  }

  int integer(String what, int low, int high) {
    double value = token == JsonToken.VALUE_NUMBER_INT ? Double.parseDouble(text()) : Double.NaN;
    if (!(value >= low && value <= high)) {
      throw error("%s must be a whole number in [%d, %d]".formatted(what, low, high));
    }
    next();
    return (int) value;
  }

  /** A whole number, at least 0, that a double holds exactly. */
  long whole(String what) {
    double value = token == JsonToken.VALUE_NUMBER_INT ? Double.parseDouble(text()) : Double.NaN;
    if (!(value >= 0 && value <= MAX_WHOLE)) {
      throw error(what + " must be a whole number, at least 0");
    }
    next();
    return (long) value;
  }

  int[] integers(String what, int low, int high) {
    List<Integer> values = new ArrayList<>();
    list(what, () -> values.add(integer(what, low, high)));
    return values.stream().mapToInt(i -> i).toArray();
  }

  List<Double> numbers(String what) {
    List<Double> values = new ArrayList<>();
    list(what, () -> values.add(number(what)));
    return values;
  }

  List<String> strings(String what) {
    List<String> values = new ArrayList<>();
    list(what, () -> values.add(string(what)));
    return values;
  }

  /** Refuses anything that follows. */
  void end() {
    if (token != null) {
      throw error("text goes on after the closing brace; remove it");
    }
  }

  private void expect(JsonToken wanted, String rule) {
    if (token != wanted) {
      throw error(rule);
    }
  }

  private String text() {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw notJson(e); // strings are decoded only when asked for
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  /** Text from a file, short and without control characters. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(400)
        .forEach(
            c -> {
              boolean plain =
                  !Character.isISOControl(c)
                      && Character.getType(c) != Character.SURROGATE
                      && Character.getType(c) != Character.FORMAT;
              shown.append(plain ? Character.toString(c) : "U+%04X".formatted(c));
            });
    return shown.toString();
  }
}
