package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.input.InvalidInputException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A run's metadata as JSON. */
final class MetadataJson {
  private MetadataJson() {}

  static void write(ObjectNode node, RunMetadata run) {
    node.put("claim", run.claim())
        .put("settings", run.settings())
        .put("seed", run.seed())
        .put("git", run.gitCommit())
        .put("machine", run.machine())
        .put("device", run.device())
        .put("created", run.created().toString());
    ObjectNode versions = node.putObject("versions");
    run.versions().forEach(versions::put);
  }

  static RunMetadata read(JsonFields fields) {
    try {
      return new RunMetadata(
          fields.text("claim"),
          fields.text("settings"),
          fields.whole("seed"),
          fields.texts("versions"),
          fields.text("git"),
          fields.text("machine"),
          fields.text("device"),
          Instant.parse(fields.text("created")));
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(
          fields.place() + ": field 'created' must be an instant, such as 2026-01-31T12:00:00Z", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(fields.place() + ": " + e.getMessage(), e);
    }
  }
}
