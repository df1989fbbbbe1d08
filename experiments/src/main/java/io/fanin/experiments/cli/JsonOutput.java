package io.fanin.experiments.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** What {@code --output json} prints: one object, which says its version first. */
final class JsonOutput {
  /** Rises when a field changes its meaning or goes away; new fields may come. */
  static final int SCHEMA_VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private JsonOutput() {}

  /** The object of a command, to be filled and printed. */
  static ObjectNode of(String command) {
    return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION).put("command", command);
  }

  static void print(PrintStream out, ObjectNode node) {
    try {
      out.println(MAPPER.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values has a JSON form", e);
    }
  }
}
