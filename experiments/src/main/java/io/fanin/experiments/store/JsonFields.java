package io.fanin.experiments.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of a JSON object that was read from a place, with errors that name the place. */
final class JsonFields {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // keeps half a surrogate pair as it is
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String place;
  private final JsonNode object;

  private JsonFields(String place, JsonNode object) {
    this.place = place;
    this.object = object;
  }

  /** Reads a whole text. */
  static JsonFields parse(String place, String text) {
    try {
      return of(place, MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(place + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonFields of(String place, JsonNode node) {
    if (!node.isObject()) {
      throw InvalidInputException.in(place, "expected a JSON object");
    }
    return new JsonFields(place, node);
  }

  /** Writes a node on one line. */
  static String write(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  String place() {
    return place;
  }

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) {
    JsonNode node = field(name);
    if (!node.isTextual()) {
      throw problem(name, "must be a text");
    }
    return node.textValue();
  }

  long whole(String name) {
    JsonNode node = field(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw problem(name, "must be a whole number of 64 bits");
    }
    return node.longValue();
  }

  JsonFields object(String name) {
    JsonNode node = field(name);
    if (!node.isObject()) {
      throw problem(name, "must be an object");
    }
    return new JsonFields(place, node);
  }

  /** A field whose every member is a text. */
  SortedMap<String, String> texts(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    JsonFields members = object(name);
    members.each((key, value) -> texts.put(key, members.text(key)));
    return texts;
  }

  /** A field that is a list of texts. */
  List<String> list(String name) {
    List<String> list = new ArrayList<>();
    JsonNode node = field(name);
    if (!node.isArray()) {
      throw problem(name, "must be a list of texts");
    }
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        throw problem(name, "must be a list of texts");
      }
      list.add(element.textValue());
    }
    return list;
  }

  /** What is done with each member. */
  interface Member {
    void take(String name, JsonNode value);
  }

  void each(Member member) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      member.take(field.getKey(), field.getValue());
    }
  }

  InvalidInputException problem(String name, String problem) {
    return InvalidInputException.in(place, "field '" + name + "' " + problem);
  }

  private JsonNode field(String name) {
    JsonNode node = object.get(name);
    if (node == null) {
      throw problem(name, "is missing");
    }
    return node;
  }
}
