package io.fanin.experiments.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fanin.input.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Reads YAML from files and command lines. */
final class YamlText {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private YamlText() {}

  /**
   * The value of a text: text, number, truth value, list or map; null for a text without a value.
   *
   * @param source for messages
   * @throws InvalidInputException if the text is not one YAML document
   */
  static @Nullable Object read(String source, String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree.isMissingNode() ? null : MAPPER.treeToValue(tree, Object.class);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String problem = "not YAML: " + firstLine(e.getOriginalMessage());
      throw place == null || place.getLineNr() < 1
          ? new InvalidInputException(source + ": " + problem, e)
          : InvalidInputException.at(
              source, place.getLineNr(), Math.max(1, place.getColumnNr()), problem);
    }
  }

  private static String firstLine(@Nullable String message) {
    String text = message == null ? "malformed" : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
