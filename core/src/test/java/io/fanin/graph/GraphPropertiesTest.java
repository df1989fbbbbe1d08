package io.fanin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is computed in one sweep, against plain recursion over paths, on small random graphs. */
class GraphPropertiesTest {
  static List<SparseGraph> graphs() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2024);
    List<SparseGraph> graphs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      graphs.add(graph(random));
    }
    return graphs;
  }

  /** Any reads at all, doubles among them, and one to three outputs. */
  private static SparseGraph graph(RandomGenerator random) {
    int inputs = random.nextInt(1, 5);
    int nodes = random.nextInt(1, 13);
    SparseGraph.Builder builder = SparseGraph.withInputs(inputs);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      names.add("x" + i);
    }
    for (int node = 0; node < nodes; node++) {
      String[] reads = new String[random.nextInt(1, 5)];
      for (int slot = 0; slot < reads.length; slot++) {
        reads[slot] = names.get(random.nextInt(names.size()));
      }
      builder.node("n" + node, reads);
      names.add("n" + node);
    }
    List<String> outputs = new ArrayList<>();
    for (int node = nodes - 1; node >= 0 && outputs.size() < 3; node -= random.nextInt(1, 4)) {
      outputs.add("n" + node);
    }
    return builder.outputs(outputs).build();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void a_level_is_the_longest_path(SparseGraph graph) {
    for (int v = 0; v < graph.vertices(); v++) {
      assertThat(graph.level(v)).isEqualTo(longest(graph, v));
    }
    List<int[]> levels = graph.levels();
    assertThat(levels).hasSize(graph.depth() + 1);
    int listed = 0;
    for (int level = 0; level < levels.size(); level++) {
      for (int v : levels.get(level)) {
        assertThat(graph.level(v)).isEqualTo(level);
        listed++;
      }
    }
    assertThat(listed).isEqualTo(graph.vertices());
  }

  private static int longest(SparseGraph graph, int v) {
    int longest = 0;
    for (int r : graph.reads(v)) {
      longest = Math.max(longest, 1 + longest(graph, r));
    }
    return longest;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void a_cone_is_what_a_path_reaches(SparseGraph graph) {
    BitSet needed = new BitSet();
    for (int v = 0; v < graph.vertices(); v++) {
      BitSet below = new BitSet();
      BitSet above = new BitSet();
      for (int u = 0; u < graph.vertices(); u++) {
        below.set(u, sees(graph, v, u));
        above.set(u, sees(graph, u, v));
      }
      assertThat(graph.lightCone(v)).isEqualTo(below);
      assertThat(graph.lightConeInputs(v)).isEqualTo(below.get(0, graph.inputs()));
      assertThat(graph.reachable(v)).isEqualTo(above);
      for (int output : graph.outputs()) {
        needed.set(v, needed.get(v) || sees(graph, output, v));
      }
    }
    assertThat(graph.needed()).isEqualTo(needed);
  }

  private static boolean sees(SparseGraph graph, int v, int u) {
    if (v == u) {
      return true;
    }
    for (int r : graph.reads(v)) {
      if (sees(graph, r, u)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void path_weights_are_sums_over_all_paths(SparseGraph graph) {
    // Small whole weights: every sum is exact in a double.
    EdgeWeight weight = (node, slot) -> (3 * node + slot) % 4;
    double[] largest = new double[graph.vertices()];
    for (int root : graph.outputs()) {
      double[] lambda = graph.pathWeights(root, weight);
      for (int v = 0; v < graph.vertices(); v++) {
        assertThat(lambda[v]).isEqualTo(paths(graph, root, v, weight));
        largest[v] = Math.max(largest[v], lambda[v]);
      }
    }
    assertThat(graph.pathWeights(weight)).containsExactly(largest);
  }

  private static double paths(SparseGraph graph, int from, int to, EdgeWeight weight) {
    if (from == to) {
      return 1;
    }
    double sum = 0;
    for (int slot = 0; slot < graph.fanIn(from); slot++) {
      sum += weight.of(from, slot) * paths(graph, graph.read(from, slot), to, weight);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void readers_are_reads_turned_round(SparseGraph graph) {
    for (int v = 0; v < graph.vertices(); v++) {
      List<Integer> readers = new ArrayList<>();
      for (int w = 0; w < graph.vertices(); w++) {
        for (int r : graph.reads(w)) {
          if (r == v && !readers.contains(w)) {
            readers.add(w);
          }
        }
      }
      assertThat(graph.readers(v)).containsExactly(readers.toArray(Integer[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void pruning_keeps_what_the_outputs_see(SparseGraph graph) {
    SparseGraph pruned = graph.prune();
    BitSet needed = graph.needed();
    assertThat(pruned.inputs()).isEqualTo(graph.inputs());
    assertThat(pruned.nodes())
        .isEqualTo(needed.get(graph.inputs(), graph.vertices()).cardinality());
    for (int v = pruned.inputs(); v < pruned.vertices(); v++) {
      int old = graph.vertex(pruned.name(v));
      assertThat(needed.get(old)).isTrue();
      assertThat(names(pruned, pruned.reads(v))).isEqualTo(names(graph, graph.reads(old)));
    }
    assertThat(names(pruned, pruned.outputs())).isEqualTo(names(graph, graph.outputs()));
    assertThat(pruned.prune()).isEqualTo(pruned);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void writing_and_reading_gives_the_same_graph(SparseGraph graph) {
    assertThat(GraphJson.read(GraphJson.write(graph), "t")).isEqualTo(graph);
    assertThat(graph.toBuilder().build()).isEqualTo(graph).hasSameHashCodeAs(graph);
  }

  private static List<String> names(SparseGraph graph, int[] vertices) {
    List<String> names = new ArrayList<>();
    for (int v : vertices) {
      names.add(graph.name(v));
    }
    return names;
  }
}
