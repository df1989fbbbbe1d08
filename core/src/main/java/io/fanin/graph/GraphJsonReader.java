package io.fanin.graph;

import io.fanin.graph.JsonCursor.Located;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one graph from JSON.
 *
 * <p>Keys may come in any order, so names are collected with their places first and joined at the
 * end; then every error can still point at its name.
 */
final class GraphJsonReader {
  /** Most inputs and nodes, together. */
  private static final int MAX_VERTICES = 4_000_000;

  /** Most reads of all nodes. */
  private static final int MAX_READS = 32_000_000;

  private static final List<String> GRAPH_KEYS =
      List.of("fanin", "inputs", "functions", "nodes", "outputs");
  private static final List<String> INPUT_KEYS = List.of("name", "type", "law");
  private static final List<String> NODE_KEYS = List.of("id", "reads", "expr", "fn");

  private record Node(Located id, List<Located> reads) {}

  private final JsonCursor json;
  private final List<Located> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Located> outputs = new ArrayList<>();
  private int reads;
  private boolean version;
  private @Nullable Located inputsKey;
  private @Nullable Located nodesKey;
  private @Nullable Located outputsKey;

  GraphJsonReader(String text, String source) {
    json = new JsonCursor(text, source);
  }

  SparseGraph read() {
    try (json) {
      json.next();
      Located start = json.here();
      json.object("a graph", GRAPH_KEYS, this::graphKey);
      json.end();
      if (!version) {
        throw json.error(start, "a graph needs the key 'fanin'; add \"fanin\": 1");
      }
      return join(
          present(inputsKey, start, "inputs", "[\"x0\", …]"),
          present(nodesKey, start, "nodes", "[{\"id\": …, \"reads\": […]}, …]"));
    }
  }

  private void graphKey(String key) {
    switch (key) {
      case "fanin" -> readVersion();
      case "inputs" -> {
        inputsKey = json.here();
        json.list("'inputs'", this::readInput);
      }
      case "nodes" -> {
        nodesKey = json.here();
        json.list("'nodes'", this::readNode);
      }
      case "outputs" -> {
        outputsKey = json.here();
        json.list("'outputs'", () -> outputs.add(json.string("an output")));
      }
      default -> json.skip();
    }
  }

  private void readVersion() {
    if (!json.isNumber("1")) {
      throw json.wrong("'fanin' is the version of the format and must be 1");
    }
    version = true;
  }

  private void readInput() {
    checkRoom();
    if (json.isString()) {
      inputs.add(json.string("an input"));
      return;
    }
    Located start = json.here();
    List<Located> name = new ArrayList<>(1);
    json.object(
        "an input",
        INPUT_KEYS,
        key -> {
          if (key.equals("name")) {
            name.add(json.string("'name'"));
          } else {
            json.skip();
          }
        });
    inputs.add(only(name, start, "an input needs the key 'name'; give it one"));
  }

  private void readNode() {
    checkRoom();
    Located start = json.here();
    List<Located> id = new ArrayList<>(1);
    List<Located> read = new ArrayList<>(2);
    json.object("a node", NODE_KEYS, key -> nodeKey(key, id, read));
    nodes.add(new Node(only(id, start, "a node needs the key 'id'; give it one"), read));
  }

  private void nodeKey(String key, List<Located> id, List<Located> read) {
    switch (key) {
      case "id" -> id.add(json.string("'id'"));
      case "reads" -> json.list("'reads'", () -> read.add(readOne()));
      default -> json.skip();
    }
  }

  private Located readOne() {
    if (++reads > MAX_READS) {
      throw json.error("too many reads; a graph file has at most " + MAX_READS);
    }
    return json.string("a read");
  }

  private void checkRoom() {
    if (inputs.size() + nodes.size() >= MAX_VERTICES) {
      throw json.error("too many inputs and nodes; a graph file has at most " + MAX_VERTICES);
    }
  }

  private SparseGraph join(Located inputsAt, Located nodesAt) {
    if (inputs.isEmpty()) {
      throw json.error(inputsAt, "a graph needs at least one input; name it in 'inputs'");
    }
    SparseGraph.Builder builder = new SparseGraph.Builder();
    for (Located input : inputs) {
      placed(input, () -> builder.input(input.text()));
    }
    nodes.forEach(node -> joinNode(builder, node));
    if (outputsKey != null) {
      joinOutputs(builder, outputsKey);
    }
    return placed(nodesAt, builder::build);
  }

  /** Looks at each read alone first, so that the error points at it. */
  private void joinNode(SparseGraph.Builder builder, Node node) {
    String id = node.id().text();
    placed(node.id(), () -> Names.check("node", id));
    for (Located read : node.reads()) {
      placed(read, () -> builder.resolve(id, read.text()));
    }
    placed(node.id(), () -> builder.node(id, texts(node.reads())));
  }

  private void joinOutputs(SparseGraph.Builder builder, Located key) {
    placed(key, () -> builder.outputs(texts(outputs)));
    Set<String> seen = new HashSet<>();
    for (Located output : outputs) {
      placed(
          output,
          () -> {
            builder.output(output.text());
            if (!seen.add(output.text())) {
              throw SparseGraph.Builder.twice(output.text());
            }
          });
    }
  }

  private void placed(Located place, Runnable step) {
    placed(
        place,
        () -> {
          step.run();
          return place;
        });
  }

  private <T> T placed(Located place, Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidInputException e) {
      throw json.error(place, String.valueOf(e.getMessage()));
    }
  }

  private Located present(@Nullable Located key, Located start, String name, String shape) {
    if (key == null) {
      throw json.error(
          start, "a graph needs the key '%s'; add \"%s\": %s".formatted(name, name, shape));
    }
    return key;
  }

  private Located only(List<Located> found, Located start, String problem) {
    if (found.isEmpty()) {
      throw json.error(start, problem);
    }
    return found.get(0);
  }

  private static List<String> texts(List<Located> located) {
    return located.stream().map(Located::text).toList();
  }
}
