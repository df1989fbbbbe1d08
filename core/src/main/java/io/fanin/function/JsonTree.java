package io.fanin.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fanin.expression.Expression;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON value that knows where it stands.
 *
 * @param source for messages
 * @param line from 1
 * @param column from 1
 * @param value a String, Long, Double, Boolean, {@code List<JsonTree>}, {@code Map<String,
 *     JsonTree>}, or {@link Null}
 */
record JsonTree(String source, int line, int column, Object value) {
  private static final int MAX_DEPTH = 20;

  /** JSON's null. */
  enum Null {
    NULL
  }

  static JsonTree read(String source, String text) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Expression.MAX_LENGTH + 1)
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw InvalidInputException.at(source, 1, 1, "the text is empty; a JSON object is needed");
      }
      JsonTree tree = value(source, parser);
      if (parser.nextToken() != null) {
        throw here(source, parser).error("something follows the closing bracket");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw malformed(source, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidInputException malformed(String source, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String problem = e.getOriginalMessage().lines().findFirst().orElse("");
    String message = "not well-formed JSON: " + problem;
    return at == null || at.getLineNr() < 1
        ? InvalidInputException.in(source, message)
        : InvalidInputException.at(source, at.getLineNr(), Math.max(1, at.getColumnNr()), message);
  }

  private static JsonTree here(String source, JsonParser parser) {
    JsonLocation at = parser.currentTokenLocation();
    return new JsonTree(source, at.getLineNr(), at.getColumnNr(), Null.NULL);
  }

  private JsonTree holding(Object held) {
    return new JsonTree(source, line, column, held);
  }

  private static JsonTree value(String source, JsonParser parser) throws IOException {
    JsonTree place = here(source, parser);
    return place.holding(
        switch (parser.currentToken()) {
          case START_OBJECT -> object(source, parser);
          case START_ARRAY -> array(source, parser);
          case VALUE_STRING -> parser.getText();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getValueAsDouble();
          case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
          default -> Null.NULL;
        });
  }

  private static Map<String, JsonTree> object(String source, JsonParser parser) throws IOException {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(source, parser));
    }
    return fields;
  }

  private static List<JsonTree> array(String source, JsonParser parser) throws IOException {
    List<JsonTree> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(source, parser));
    }
    return elements;
  }

  InvalidInputException error(String problem) {
    return InvalidInputException.at(source, line, column, problem);
  }

  /** The fields of an object. */
  Map<String, JsonTree> fields(String what) {
    if (!(value instanceof Map<?, ?> map)) {
      throw error(what + " must be an object {…}");
    }
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    map.forEach((k, v) -> fields.put((String) k, (JsonTree) v));
    return fields;
  }

  /** The fields of an object that may have these and no others. */
  Map<String, JsonTree> fields(String what, Set<String> known) {
    Map<String, JsonTree> fields = fields(what);
    fields.forEach(
        (name, field) -> {
          if (!known.contains(name)) {
            throw field.error(
                "unknown key '" + name + "' in " + what + Suggestions.hint(name, known));
          }
        });
    return fields;
  }

  /** The field of an object whose fields are known. */
  JsonTree need(Map<String, JsonTree> fields, String name, String what) {
    JsonTree field = fields.get(name);
    if (field == null) {
      throw error("the key '" + name + "' is missing in " + what);
    }
    return field;
  }

  List<JsonTree> elements(String what) {
    if (!(value instanceof List<?> list)) {
      throw error(what + " must be an array […]");
    }
    List<JsonTree> elements = new ArrayList<>(list.size());
    list.forEach(e -> elements.add((JsonTree) e));
    return elements;
  }

  String text(String what) {
    if (!(value instanceof String text)) {
      throw error(what + " must be a text in quotes");
    }
    return text;
  }
}
