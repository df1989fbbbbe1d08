package io.fanin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphJsonTest {
  private static final SparseGraph PAIR =
      SparseGraph.withInputs("a", "b").node("p", "a", "b").node("q", "p", "p").build();

  private static SparseGraph read(String text) {
    return GraphJson.read(text, "g.json");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void a_graph_is_written_one_node_a_line() {
    assertThat(GraphJson.write(PAIR))
        .isEqualTo(
            """
            {"fanin": 1,
             "inputs": ["a", "b"],
             "nodes": [
              {"id": "p", "reads": ["a", "b"]},
              {"id": "q", "reads": ["p", "p"]}
             ],
             "outputs": ["q"]}
            """);
    assertThat(read(GraphJson.write(PAIR))).isEqualTo(PAIR);
  }

  @Test
  void keys_come_in_any_order_and_outputs_may_be_left_out() {
    assertThat(
            read(
                """
                {"nodes": [{"reads": ["a", "b"], "id": "p"}, {"id": "q", "reads": ["p", "p"]}],
                 "inputs": [{"name": "a"}, "b"], "fanin": 1}
                """))
        .isEqualTo(PAIR);
    assertThat(
            read("""
            {"outputs": ["q", "p"], "fanin": 1, "inputs": ["a"],
             "nodes": [{"id": "p", "reads": ["a"]}, {"id": "q", "reads": ["p"]}]}
            """)
                .outputs())
        .containsExactly(2, 1);
  }

  @Test
  void the_functions_of_a_target_are_stepped_over() {
    assertThat(
            read(
                """
                {"fanin": 1,
                 "inputs": [{"name": "a", "type": "real", "law": {"uniform": [-1, [1]]}},
                            {"law": "uniform(-1,1)", "name": "b"}],
                 "functions": {"h": {"args": ["u", "v"], "expr": "tanh(u + 2*v)"}},
                 "nodes": [{"id": "p", "reads": ["a", "b"], "expr": "sin(a*b)"},
                           {"id": "q", "reads": ["p", "p"], "fn": "h"}]}
                """))
        .isEqualTo(PAIR);
  }

  @Test
  void an_unknown_read_is_pointed_at() {
    assertRefused(
        """
        {"fanin": 1, "inputs": ["a", "b"], "nodes": [
          {"id": "p", "reads": ["a", "bb"]}
        ]}
        """,
        "g.json:2:30: node 'p' reads 'bb', which is neither an input nor an earlier node;"
            + " did you mean 'b'?");
    assertRefused(
        """
        {"fanin": 1, "inputs": ["a", "b"], "nodes": [
          {"id": "p", "reads": ["p"]}
        ]}
        """,
        "g.json:2:25: node 'p' reads itself; a node may read only inputs and earlier nodes");
  }

  @Test
  void names_are_pointed_at() {
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"a\",\n \"a\"], \"nodes\": []}",
        "g.json:2:2: input 'a' has a name that is taken; every input and node needs its own");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"a\"],\n\n\"nodes\": [{\"id\": \"a\", \"reads\": [\"a\"]}]}",
        "g.json:3:18: node 'a' has a name that is taken; every input and node needs its own");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"\\u0000\"], \"nodes\": []}",
        "g.json:1:25: input name 'U+0000' holds U+0000; names may hold letters, digits and"
            + " _ . - [ ] : / #");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [{\"name\": \"a b\"}], \"nodes\": []}",
        "g.json:1:34: input name 'a b' holds ' '; names may hold letters, digits and"
            + " _ . - [ ] : / #");
  }

  @Test
  void a_node_without_reads_is_pointed_at() {
    String message =
        "g.json:1:48: node 'p' reads nothing; a node reads at least one input or earlier node";
    assertRefused("{\"fanin\": 1, \"inputs\": [\"a\"], \"nodes\": [{\"id\": \"p\"}]}", message);
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"a\"], \"nodes\": [{\"id\": \"p\", \"reads\": []}]}",
        message);
  }

  @Test
  void outputs_are_pointed_at() {
    String start =
        "{\"fanin\": 1, \"inputs\": [\"a\"], \"nodes\": [{\"id\": \"p\", \"reads\": [\"a\"]}],\n";
    assertRefused(
        start + "\"outputs\": [\"r\"]}", "g.json:2:13: output 'r' is not a node; known: a, p");
    assertRefused(
        start + "\"outputs\": [\"a\"]}",
        "g.json:2:13: output 'a' is an input; an output must be a node");
    assertRefused(
        start + "\"outputs\": []}", "g.json:2:12: a graph needs at least one output; name a node");
    assertRefused(
        start + "\"outputs\": [\"p\", \"p\"]}",
        "g.json:2:18: output 'p' is named twice; name it once");
  }

  @Test
  void unknown_keys_are_refused_with_a_suggestion() {
    assertRefused(
        "{\"fanin\": 1,\n  \"input\": []}",
        "g.json:2:3: unknown key 'input' in a graph; did you mean 'inputs'?");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [{\"colour\": 1}]}",
        "g.json:1:26: unknown key 'colour' in an input; known: law, name, type");
    assertRefused(
        "{\"fanin\": 1, \"nodes\": [{\"reds\": 1}]}",
        "g.json:1:25: unknown key 'reds' in a node; did you mean 'reads'?");
  }

  @Test
  void keys_that_come_twice_are_refused() {
    assertRefused(
        "{\"fanin\": 1, \"fanin\": 1}",
        "g.json:1:14: key 'fanin' comes twice in a graph; keep one");
    assertRefused(
        "{\"nodes\": [{\"id\": \"a\", \"id\": \"b\"}]}",
        "g.json:1:24: key 'id' comes twice in a node; keep one");
  }

  @Test
  void keys_that_are_missing_are_named() {
    assertRefused("{}", "g.json:1:1: a graph needs the key 'fanin'; add \"fanin\": 1");
    assertRefused(
        " {\"fanin\": 1}",
        "g.json:1:2: a graph needs the key 'inputs'; add \"inputs\": [\"x0\", …]");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"a\"]}",
        "g.json:1:1: a graph needs the key 'nodes'; add \"nodes\":"
            + " [{\"id\": …, \"reads\": […]}, …]");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [{\"type\": \"real\"}]}",
        "g.json:1:25: an input needs the key 'name'; give it one");
    assertRefused(
        "{\"fanin\": 1, \"nodes\": [{\"reads\": []}]}",
        "g.json:1:24: a node needs the key 'id'; give it one");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [], \"nodes\": []}",
        "g.json:1:24: a graph needs at least one input; name it in 'inputs'");
    assertRefused(
        "{\"fanin\": 1, \"inputs\": [\"a\"], \"nodes\": []}",
        "g.json:1:40: a graph needs at least one node; add one that reads 'a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|g.json:1:1: a graph must be an object {…}, not a list",
        "3|g.json:1:1: a graph must be an object {…}, not 3",
        "{\"fanin\": 2}|g.json:1:11: 'fanin' is the version of the format and must be 1, not 2",
        "{\"fanin\": \"1\"}|g.json:1:11: 'fanin' is the version of the format and must be 1,"
            + " not the string '1'",
        "{\"fanin\": 1.0}|g.json:1:11: 'fanin' is the version of the format and must be 1, not 1.0",
        "{\"inputs\": {}}|g.json:1:12: 'inputs' must be a list […], not an object",
        "{\"inputs\": [3]}|g.json:1:13: an input must be an object {…}, not 3",
        "{\"inputs\": [null]}|g.json:1:13: an input must be an object {…}, not null",
        "{\"inputs\": [{\"name\": true}]}|g.json:1:22: 'name' must be a string, not true",
        "{\"nodes\": [\"p\"]}|g.json:1:12: a node must be an object {…}, not the string 'p'",
        "{\"nodes\": [{\"id\": []}]}|g.json:1:19: 'id' must be a string, not a list",
        "{\"nodes\": [{\"reads\": \"a\"}]}|g.json:1:22: 'reads' must be a list […],"
            + " not the string 'a'",
        "{\"nodes\": [{\"reads\": [1]}]}|g.json:1:23: a read must be a string, not 1",
        "{\"outputs\": [{}]}|g.json:1:14: an output must be a string, not an object",
      })
  void values_of_the_wrong_kind_are_named(String text, String message) {
    assertRefused(text, message);
  }

  @Test
  void what_is_not_json_is_pointed_at() {
    assertRefused("", "g.json:1:1: a graph must be an object {…}, not the end of the text");
    assertRefused(
        "{\"fanin\": 1,\n \"inputs\": [\"a\"",
        "g.json:2:16: the text ends too early; close every string, list and object");
    assertRefused(
        "{\"fanin\": 1,}",
        "g.json:1:13: is not JSON: unexpected character ('}' (code 125)): was expecting"
            + " double-quote to start field name");
    assertRefused(
        "{\"inputs\": [\"a\tb\"]}",
        "g.json:1:15: is not JSON: illegal unquoted character ((CTRL-CHAR, code 9)): has to be"
            + " escaped using backslash to be included in string value");
    assertRefused(
        GraphJson.write(PAIR) + "[]",
        "g.json:8:1: text goes on after the graph's closing brace; remove it");
  }

  @Test
  void what_is_too_deep_or_too_long_is_refused() {
    String rule =
        "is too deep or too long for a graph file; brackets nest at most 32 deep and a text has"
            + " at most 65536 characters";
    assertRefused("{\"functions\": " + "[".repeat(40), "g.json:1:47: " + rule);
    assertThatThrownBy(() -> read("{\"inputs\": [\"" + "a".repeat(70_000) + "\"]}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("g.json:1:")
        .hasMessageEndingWith(rule);
  }

  @Test
  void a_file_is_read_and_its_troubles_named(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("größe.json"), GraphJson.write(PAIR));
    assertThat(GraphJson.read(file)).isEqualTo(PAIR);
    Path missing = dir.resolve("missing.json");
    assertThatThrownBy(() -> GraphJson.read(missing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> GraphJson.read(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(dir + ": cannot be read; is it a readable file?");
    Path latin =
        Files.write(dir.resolve("l.json"), "{\"größe\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> GraphJson.read(latin))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(latin + ": is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void a_hundred_thousand_nodes_come_back_the_same() {
    SparseGraph graph = GraphFamilies.chain(100_001);
    assertThat(read(GraphJson.write(graph))).isEqualTo(graph);
  }
}
