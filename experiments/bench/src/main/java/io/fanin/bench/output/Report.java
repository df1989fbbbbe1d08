package io.fanin.bench.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mode of the command found, in every form.
 *
 * @param mode its name, such as {@code steps}
 * @param head sentences that stand before the table
 * @param table the figures
 * @param foot sentences that stand behind it
 * @param json the same for programs
 */
public record Report(
    String mode, List<String> head, Columns table, List<String> foot, ObjectNode json) {
  /** Rises when a field changes its meaning or goes away; new fields may come. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Copies the lists. */
  public Report {
    head = List.copyOf(head);
    foot = List.copyOf(foot);
  }

  /** An object that says its version first, to be filled. */
  public static ObjectNode json(String mode) {
    return MAPPER
        .createObjectNode()
        .put("schemaVersion", SCHEMA_VERSION)
        .put("command", "bench")
        .put("mode", mode);
  }

  /** For people. */
  public List<String> text() {
    List<String> lines = new ArrayList<>(head);
    lines.add("");
    lines.addAll(table.text());
    if (!foot.isEmpty()) {
      lines.add("");
      lines.addAll(foot);
    }
    return lines;
  }

  /** For a page. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>(head);
    lines.add("");
    lines.addAll(table.markdown());
    if (!foot.isEmpty()) {
      lines.add("");
      lines.addAll(foot);
    }
    return lines;
  }

  /** For programs. */
  public String jsonText() {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values has a JSON form", e);
    }
  }
}
