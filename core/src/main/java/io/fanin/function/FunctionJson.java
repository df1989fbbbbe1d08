package io.fanin.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanin.expression.Expression;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of a function, version 1; unknown keys are refused:
 *
 * <pre>
 * {"fanin": 1,
 *  "inputs": [{"name": "a", "type": "real", "law": "uniform(-1, 1)"}, …],
 *  "functions": {"h": {"args": ["u", "v"], "expr": "tanh(u + 2*v)"}},
 *  "nodes": [{"id": "p", "reads": ["a", "b"], "expr": "sin(a*b)"},
 *            {"id": "r", "reads": ["p", "q"], "fn": "h"}],
 *  "outputs": ["r"]}
 * </pre>
 *
 * <p>A node without {@code expr} and {@code fn} is structure only: a graph can have it, a function
 * cannot.
 */
public final class FunctionJson {
  /** The version that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private FunctionJson() {}

  /**
   * Reads a function.
   *
   * @param source the file or the name of the text, for messages
   * @throws InvalidInputException with the place of the first mistake
   */
  public static SparseFunction read(String source, String text) {
    return new JsonFunctionReader(JsonTree.read(source, text)).read();
  }

  /**
   * Writes a function so that it reads back as an equal one: one input or node a line.
   *
   * @throws InvalidInputException if a constituent is Java code, which has no text
   */
  public static String write(SparseFunction function) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("fanin", VERSION);
      inputs(json, function.inputs());
      functions(json, function.functions());
      nodes(json, function);
      SparseGraph graph = function.graph();
      texts(json, "outputs", FunctionText.names(graph, graph.outputs()));
      json.writeRaw('\n');
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The generator puts its comma after our line break; no text holds a raw line break.
    return out.toString().replace("\n,", ",\n");
  }

  private static void inputs(JsonGenerator json, List<Input> inputs) throws IOException {
    json.writeRaw('\n');
    json.writeArrayFieldStart("inputs");
    for (Input input : inputs) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeStringField("type", input.type().toString());
      json.writeStringField("law", input.law().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void functions(JsonGenerator json, Map<String, Constituent> functions)
      throws IOException {
    if (functions.isEmpty()) {
      return;
    }
    json.writeRaw('\n');
    json.writeObjectFieldStart("functions");
    for (Map.Entry<String, Constituent> entry : functions.entrySet()) {
      Constituent function = entry.getValue();
      json.writeRaw('\n');
      json.writeObjectFieldStart(entry.getKey());
      texts(json, "args", function.arguments());
      Expression formula = FunctionText.formula("function '" + entry.getKey() + "'", function);
      json.writeStringField("expr", formula.toString());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void nodes(JsonGenerator json, SparseFunction function) throws IOException {
    SparseGraph graph = function.graph();
    json.writeRaw('\n');
    json.writeArrayFieldStart("nodes");
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("id", graph.name(v));
      texts(json, "reads", FunctionText.names(graph, graph.reads(v)));
      if (function.functionName(v).isPresent()) {
        json.writeStringField("fn", function.functionName(v).get());
      } else {
        json.writeStringField("expr", FunctionText.nodeFormula(function, v).toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeRaw('\n');
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
