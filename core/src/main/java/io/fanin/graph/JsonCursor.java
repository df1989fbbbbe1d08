package io.fanin.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps through a JSON text and says what it wants to see; every error has the line and column of
 * the token it is about.
 */
final class JsonCursor implements AutoCloseable {
  /** A target's functions nest 3 deep; anything beyond this is no graph. */
  private static final int MAX_DEPTH = 32;

  /** Longest string, such as an expression that is stepped over. */
  private static final int MAX_STRING = 1 << 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(1 << 10)
                  .maxNumberLength(100)
                  .maxDocumentLength(1L << 29)
                  .build())
          .build();

  private final JsonParser parser;
  private final String source;
  private @Nullable JsonToken token;

  JsonCursor(String text, String source) {
    this.source = source;
    try {
      this.parser = FACTORY.createParser(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  /** A text with its place. */
  record Located(String text, int line, int column) {}

  /** What to do with the value of a key. */
  @FunctionalInterface
  interface Key {
    void read(String key);
  }

  /** What to do with an element of a list. */
  @FunctionalInterface
  interface Element {
    void read();
  }

  /** Steps to the next token. */
  void next() {
    try {
      token = parser.nextToken();
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  /** Reads an object; each key must be one of {@code known} and come once. */
  void object(String what, List<String> known, Key key) {
    if (token != JsonToken.START_OBJECT) {
      throw wrong(what + " must be an object {…}");
    }
    Set<String> seen = new HashSet<>();
    for (next(); token != JsonToken.END_OBJECT; next()) {
      String name = text();
      if (!known.contains(name)) {
        throw error(
            "unknown key '%s' in %s%s"
                .formatted(shown(name), what, Suggestions.hint(shown(name), known)));
      }
      if (!seen.add(name)) {
        throw error("key '%s' comes twice in %s; keep one".formatted(name, what));
      }
      next();
      key.read(name);
    }
  }

  /** Reads a list. */
  void list(String what, Element element) {
    if (token != JsonToken.START_ARRAY) {
      throw wrong(what + " must be a list […]");
    }
    for (next(); token != JsonToken.END_ARRAY; next()) {
      element.read();
    }
  }

  /** Reads a string with its place. */
  Located string(String what) {
    if (token != JsonToken.VALUE_STRING) {
      throw wrong(what + " must be a string");
    }
    JsonLocation here = parser.currentTokenLocation();
    return new Located(text(), here.getLineNr(), here.getColumnNr());
  }

  /** Where the current token is, with no text. */
  Located here() {
    JsonLocation here = parser.currentTokenLocation();
    return new Located("", here.getLineNr(), here.getColumnNr());
  }

  boolean isString() {
    return token == JsonToken.VALUE_STRING;
  }

  /** Whether the value is the whole number {@code expected}, written plainly. */
  boolean isNumber(String expected) {
    return token == JsonToken.VALUE_NUMBER_INT && text().equals(expected);
  }

  /** Steps over the value, however large. */
  void skip() {
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return;
    }
    for (int open = 1; open > 0; ) {
      next();
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        open++;
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        open--;
      }
    }
  }

  /** Refuses anything that follows. */
  void end() {
    next();
    if (token != null) {
      throw error("text goes on after the graph's closing brace; remove it");
    }
  }

  /** An error at the current token that says what stands there instead. */
  InvalidInputException wrong(String rule) {
    return error(rule + ", not " + describe());
  }

  /** An error at the current token. */
  InvalidInputException error(String problem) {
    // At the end there is no token, and no place of one.
    return at(token == null ? parser.currentLocation() : parser.currentTokenLocation(), problem);
  }

  /** An error at an earlier place. */
  InvalidInputException error(Located place, String problem) {
    return InvalidInputException.at(source, place.line(), place.column(), problem);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  private InvalidInputException at(JsonLocation place, String problem) {
    return InvalidInputException.at(source, place.getLineNr(), place.getColumnNr(), problem);
  }

  private InvalidInputException notJson(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return at(
          parser.currentLocation(),
          "is too deep or too long for a graph file; brackets nest at most %d deep and a text has at"
                  .formatted(MAX_DEPTH)
              + " most %d characters".formatted(MAX_STRING));
    }
    JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    if (e instanceof JsonEOFException) {
      return at(place, "the text ends too early; close every string, list and object");
    }
    return at(place, "is not JSON: " + sentence(e));
  }

  /** The parser's own sentence, without the lines on where it thinks it started. */
  private static String sentence(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("malformed");
    int aside = first.indexOf(" (start marker");
    String kept = aside < 0 ? first : first.substring(0, aside);
    return Printable.of(Character.toLowerCase(kept.charAt(0)) + kept.substring(1));
  }

  private String text() {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      // Strings are decoded when asked for, so an unfinished or malformed one shows only here.
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  private String describe() {
    if (token == null) {
      return "the end of the text";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "the string '" + shown(text()) + "'";
      default -> shown(text());
    };
  }

  private static String shown(String text) {
    return Printable.of(text.length() <= 40 ? text : text.substring(0, 40) + "…");
  }
}
