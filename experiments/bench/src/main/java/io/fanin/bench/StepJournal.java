package io.fanin.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.bench.StepResult.PeerResult;
import io.fanin.input.InvalidInputException;
import io.fanin.testkit.TrainingShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results kept in a file as they come, one JSON object a line, so that a run that was stopped can
 * be taken up again.
 *
 * <p>The first line says on which terms they were measured. A last line that was cut off is
 * dropped.
 */
final class StepJournal {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;
  private final Map<String, JsonNode> kept = new LinkedHashMap<>();

  /**
   * Opens a journal, or begins it.
   *
   * @param terms on which results may be mixed: threads, rounds and the like
   * @throws InvalidInputException if it was begun on other terms or is no journal
   */
  StepJournal(Path file, String terms) {
    this.file = file;
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.isEmpty()) {
        Files.writeString(file, line(MAPPER.createObjectNode().put("terms", terms)));
      } else {
        take(lines, terms);
      }
    } catch (IOException e) {
      throw new InvalidInputException("--keep: " + file + " cannot be used", e);
    }
  }

  private void take(List<String> lines, String terms) throws IOException {
    String begun = node(lines, 0).path("terms").asText();
    if (!begun.equals(terms)) {
      throw InvalidInputException.in(
          file.toString(),
          "it was begun with %s, this run has %s; give --keep another file"
              .formatted(begun.isEmpty() ? "nothing that fanin bench wrote" : begun, terms));
    }
    for (int i = 1; i < lines.size(); i++) {
      if (i == lines.size() - 1 && !whole(lines.get(i))) {
        Files.write(file, lines.subList(0, i));
        return;
      }
      JsonNode node = node(lines, i);
      kept.put(node.path("name").asText(), node);
    }
  }

  private static boolean whole(String line) {
    try {
      return MAPPER.readTree(line).has("name");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private JsonNode node(List<String> lines, int i) {
    try {
      return MAPPER.readTree(lines.get(i));
    } catch (JsonProcessingException e) {
      throw InvalidInputException.at(
          file.toString(), i + 1, 1, "no line of fanin bench; remove it, or give another file");
    }
  }

  /** The result of a shape, where it was measured before. */
  Optional<StepResult> find(TrainingShape shape) {
    JsonNode node = kept.get(shape.name());
    return node == null ? Optional.empty() : Optional.of(result(shape, node));
  }

  /** Keeps a result. */
  void add(StepResult result) {
    try {
      Files.writeString(file, line(node(result)), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new InvalidInputException("--keep: " + file + " cannot be written", e);
    }
  }

  private static String line(ObjectNode node) {
    return node + "\n";
  }

  private static ObjectNode node(StepResult result) {
    ObjectNode node = MAPPER.createObjectNode().put("name", result.shape().name());
    node.put("device", result.device());
    node.put("roof", result.roof());
    node.put("warmUp", result.warmUp());
    node.put("allocated", result.allocated());
    put(node.putArray("seconds"), result.ours());
    ArrayNode peers = node.putArray("peers");
    for (PeerResult peer : result.peers()) {
      ObjectNode entry = peers.addObject();
      entry.put("formulation", peer.formulation()).put("trial", peer.trial());
      Timing seconds = peer.seconds();
      if (seconds != null) {
        put(entry.putArray("seconds"), seconds);
      }
    }
    result.remarks().forEach(node.putArray("remarks")::add);
    return node;
  }

  private static void put(ArrayNode array, Timing timing) {
    for (double seconds : timing.rounds()) {
      array.add(seconds);
    }
  }

  private static StepResult result(TrainingShape shape, JsonNode node) {
    List<PeerResult> peers = new ArrayList<>();
    for (JsonNode peer : node.path("peers")) {
      @Nullable Timing seconds = peer.has("seconds") ? timing(peer.path("seconds")) : null;
      peers.add(
          new PeerResult(
              peer.path("formulation").asText(), seconds, peer.path("trial").asDouble()));
    }
    List<String> remarks = new ArrayList<>();
    node.path("remarks").forEach(remark -> remarks.add(remark.asText()));
    return new StepResult(
        shape,
        node.path("device").asText(),
        Work.of(shape.plan(), shape.batch()),
        node.path("roof").asDouble(),
        node.path("warmUp").asDouble(),
        timing(node.path("seconds")),
        node.path("allocated").asDouble(),
        peers,
        remarks);
  }

  private static Timing timing(JsonNode array) {
    double[] rounds = new double[array.size()];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = array.path(i).asDouble();
    }
    return new Timing(rounds);
  }
}
