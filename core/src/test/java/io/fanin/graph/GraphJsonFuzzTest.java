package io.fanin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Damaged files: the reader gives a graph or one error with a place, and nothing else. */
class GraphJsonFuzzTest {
  private static final List<String> SEEDS =
      List.of(
          GraphJson.write(GraphFamilies.kAryTree(6, 2)),
          """
          {"fanin": 1, "inputs": [{"name": "a", "type": "real", "law": "uniform(-1,1)"}, "b"],
           "functions": {"h": {"args": ["u", "v"], "expr": "tanh(u + 2*v)"}},
           "nodes": [{"id": "p", "reads": ["a", "b"], "expr": "sin(a*b)"},
                     {"id": "r", "reads": ["p", "p"], "fn": "h"}], "outputs": ["r"]}
          """);

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\u",
          "\\ud800",
          "null",
          "true",
          "NaN",
          "1e999",
          "-",
          "0",
          "1",
          "\"a\"",
          "\"id\":",
          "\"reads\": [\"a\"]",
          "\"fanin\": 1",
          "\u0000",
          "\ud800",
          "\u202e",
          "/*",
          "#",
          "'",
          "\n",
          "ä",
          "[".repeat(50),
          "9".repeat(150),
          "a".repeat(300));

  @Test
  void damaged_files_give_a_graph_or_an_error_with_a_place() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      String text = damaged(SEEDS.get(random.nextInt(SEEDS.size())), random);
      try {
        SparseGraph graph = GraphJson.read(text, "f");
        assertThat(GraphJson.read(GraphJson.write(graph), "again")).isEqualTo(graph);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).matches("(?s)f:\\d+:\\d+: .+").doesNotContain("\n", "\u0000");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(10_000);
  }

  private static String damaged(String text, RandomGenerator random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
      int at = random.nextInt(damaged.length() + 1);
      int to = Math.min(damaged.length(), at + random.nextInt(1, 12));
      switch (random.nextInt(5)) {
        case 0 -> damaged.delete(at, to);
        case 1 -> damaged.insert(at, damaged.substring(at, to));
        case 2 -> damaged.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 3 -> damaged.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        default -> damaged.setLength(at);
      }
    }
    return damaged.toString();
  }
}
