package io.fanin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFamiliesTest {
  @Test
  void a_binary_tree_of_eight_inputs_has_seven_nodes_in_three_levels() {
    SparseGraph tree = GraphFamilies.kAryTree(8, 2);
    assertThat(tree.isTree()).isTrue();
    assertThat(tree.isLayered()).isTrue();
    assertThat(tree.widths()).containsExactly(8, 4, 2, 1);
    assertThat(tree.reads(tree.vertex("n1.3"))).containsExactly(6, 7);
    assertThat(tree.reads(tree.vertex("n2.1"))).containsExactly(10, 11);
  }

  @Test
  void six_inputs_make_the_stated_unbalanced_tree() {
    assertThat(GraphFamilies.kAryTree(6, 2))
        .isEqualTo(
            SparseGraph.withInputs(6)
                .node("n1.0", "x0", "x1")
                .node("n1.1", "x2", "x3")
                .node("n1.2", "x4", "x5")
                .node("n2.0", "n1.0", "n1.1")
                .node("n3.0", "n2.0", "n1.2")
                .build());
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "3,2", "5,2", "7,3", "9,3", "10,3", "11,4", "100,7", "5,9"})
  void a_tree_of_any_size_is_a_tree_of_bounded_fan_in(int inputs, int k) {
    SparseGraph tree = GraphFamilies.kAryTree(inputs, k);
    assertThat(tree.isTree()).isTrue();
    assertThat(tree.maxFanIn()).isEqualTo(Math.min(inputs, k));
    int depth = 1;
    for (long reach = k; reach < inputs; reach *= k) {
      depth++;
    }
    assertThat(tree.depth()).isEqualTo(depth);
  }

  @Test
  void a_tree_of_one_input_is_one_node() {
    assertThat(GraphFamilies.kAryTree(1, 3))
        .isEqualTo(SparseGraph.withInputs(1).node("n1.0", "x0").build());
  }

  @ParameterizedTest
  @CsvSource({"2,2", "8,2", "16,2", "9,3", "10,3", "6,4", "7,4", "3,5"})
  void a_random_tree_is_full_but_for_its_first_node(int inputs, int k) {
    for (long seed = 0; seed < 5; seed++) {
      SparseGraph tree = GraphFamilies.randomTree(inputs, k, seed);
      assertThat(tree.isTree()).isTrue();
      assertThat(IntStream.range(inputs + 1, tree.vertices()).map(tree::fanIn))
          .allMatch(fanIn -> fanIn == k);
      assertThat(tree.fanIn(inputs)).isEqualTo(2 + (inputs - 2) % (k - 1));
    }
  }

  @Test
  void another_seed_gives_another_random_tree_and_the_same_seed_the_same() {
    assertThat(GraphFamilies.randomTree(16, 2, 7))
        .isEqualTo(GraphFamilies.randomTree(16, 2, 7))
        .isNotEqualTo(GraphFamilies.randomTree(16, 2, 8));
    assertThat(GraphFamilies.random(8, 20, 3, 7))
        .isEqualTo(GraphFamilies.random(8, 20, 3, 7))
        .isNotEqualTo(GraphFamilies.random(8, 20, 3, 8));
  }

  @Test
  void random_trees_of_three_inputs_are_all_equally_likely() {
    // The first pair, unordered: three choices. 3,000 draws, each within 5 standard deviations.
    int[] count = new int[3];
    for (long seed = 0; seed < 3_000; seed++) {
      BitSet pair = new BitSet();
      Arrays.stream(GraphFamilies.randomTree(3, 2, seed).reads(3)).forEach(pair::set);
      count[pair.nextClearBit(0)]++;
    }
    for (int c : count) {
      assertThat(Math.abs(c - 1_000)).isLessThanOrEqualTo(129);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void every_output_of_a_butterfly_sees_every_input(int log2) {
    SparseGraph graph = GraphFamilies.butterfly(log2);
    int size = 1 << log2;
    assertThat(graph.nodes()).isEqualTo(log2 * size);
    assertThat(graph.isLayered()).isTrue();
    assertThat(graph.maxFanIn()).isEqualTo(2);
    assertThat(graph.outputs()).hasSize(size);
    for (int v : graph.outputs()) {
      assertThat(graph.lightConeInputs(v).cardinality()).isEqualTo(size);
      // Exactly one path from each input to each output.
      assertThat(Arrays.copyOf(graph.pathWeights(v, EdgeWeight.ONE), size)).containsOnly(1.0);
    }
  }

  @Test
  void a_grid_has_a_node_for_each_position_of_its_field() {
    SparseGraph graph = GraphFamilies.grid(8, 8, 3, 3, 1, 1);
    assertThat(graph.inputs()).isEqualTo(64);
    assertThat(graph.nodes()).isEqualTo(36);
    assertThat(graph.outputs()).hasSize(36);
    assertThat(graph.reads(graph.vertex("n1.2.1")))
        .containsExactly(17, 18, 19, 25, 26, 27, 33, 34, 35);
    assertThat(graph.name(17)).isEqualTo("x2.1");
  }

  @Test
  void strides_leave_out_positions_and_rows_differ_from_columns() {
    SparseGraph graph = GraphFamilies.grid(5, 8, 1, 2, 2, 3);
    assertThat(graph.nodes()).isEqualTo(3 * 3);
    assertThat(graph.reads(graph.vertex("n1.1.2"))).containsExactly(2 * 8 + 6, 2 * 8 + 7);
  }

  @Test
  void fields_that_are_cut_keep_the_size_and_lose_reads_at_the_border() {
    SparseGraph graph = GraphFamilies.grid(4, 4, new Field(3, 3, 1, 1, Padding.CUT));
    assertThat(graph.nodes()).isEqualTo(16);
    assertThat(graph.reads(graph.vertex("n1.0.0"))).containsExactly(0, 1, 4, 5);
    assertThat(graph.fanIn(graph.vertex("n1.0.1"))).isEqualTo(6);
    assertThat(graph.fanIn(graph.vertex("n1.2.2"))).isEqualTo(9);
    assertThat(graph.reads(graph.vertex("n1.3.3"))).containsExactly(10, 11, 14, 15);
    SparseGraph half = GraphFamilies.grid(5, 5, new Field(2, 2, 2, 2, Padding.CUT));
    assertThat(half.nodes()).isEqualTo(9);
    assertThat(half.reads(half.vertex("n1.2.2"))).containsExactly(24);
  }

  @Test
  void grids_stack_and_take_a_root() {
    SparseGraph graph =
        GraphFamilies.rooted(
            GraphFamilies.grid(8, 8, Field.of(3, 3), new Field(2, 2, 2, 2, Padding.NONE)), "root");
    assertThat(graph.widths()).containsExactly(64, 36, 9, 1);
    assertThat(graph.isLayered()).isTrue();
    assertThat(graph.fanIn(graph.vertex("root"))).isEqualTo(9);
    assertThat(graph.outputs()).containsExactly(graph.vertex("root"));
    assertThat(graph.lightConeInputs(graph.vertex("n2.0.0")).cardinality()).isEqualTo(16);
  }

  @Test
  void a_chain_is_as_deep_as_it_is_long() {
    SparseGraph chain = GraphFamilies.chain(5);
    assertThat(chain.depth()).isEqualTo(4);
    assertThat(chain.isTree()).isTrue();
    assertThat(chain.reads(chain.vertex("n4"))).containsExactly(chain.vertex("n3"), 4);
  }

  @Test
  void a_dense_graph_reads_all_of_the_level_before() {
    SparseGraph graph = GraphFamilies.dense(3, 4, 2);
    assertThat(graph.widths()).containsExactly(3, 4, 2);
    assertThat(graph.edges()).isEqualTo(3 * 4 + 4 * 2);
    assertThat(graph.outputs()).containsExactly(7, 8);
    assertThat(graph.reads(8)).containsExactly(3, 4, 5, 6);
  }

  @Test
  void a_random_graph_reads_different_earlier_vertices_and_has_no_dead_node() {
    for (long seed = 0; seed < 10; seed++) {
      SparseGraph graph = GraphFamilies.random(4, 30, 4, seed);
      for (int v = 4; v < graph.vertices(); v++) {
        assertThat(graph.reads(v)).hasSize(4).isSorted().doesNotHaveDuplicates();
      }
      assertThat(graph.prune()).isEqualTo(graph);
      assertThat(IntStream.of(graph.outputs()).map(v -> graph.readers(v).length)).containsOnly(0);
    }
    assertThat(GraphFamilies.random(4, 1, 4, 1).reads(4)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void sizes_that_make_no_graph_are_refused() {
    assertRefused(() -> GraphFamilies.kAryTree(0, 2), "inputs must be at least 1, was 0");
    assertRefused(() -> GraphFamilies.kAryTree(4, 1), "k must be at least 2, was 1");
    assertRefused(() -> GraphFamilies.randomTree(1, 2, 0), "inputs must be at least 2, was 1");
    assertRefused(() -> GraphFamilies.randomTree(2, 1, 0), "k must be at least 2, was 1");
    assertRefused(() -> GraphFamilies.butterfly(0), "log2 must be at least 1, was 0");
    assertRefused(() -> GraphFamilies.butterfly(21), "log2 must be at most 20, was 21");
    assertRefused(() -> GraphFamilies.chain(1), "inputs must be at least 2, was 1");
    assertRefused(() -> GraphFamilies.dense(2), "nodesPerLevel must be at least 1, was 0");
    assertRefused(() -> GraphFamilies.dense(2, 3, 0), "nodesPerLevel[1] must be at least 1, was 0");
    assertRefused(
        () -> GraphFamilies.random(2, 3, 4, 0), "fanIn must be at most inputs = 2, was 4");
    assertRefused(
        () -> GraphFamilies.grid(3, 2, 2, 3, 1, 1),
        "the field's width of 3 is larger than the grid's 2");
    assertRefused(() -> GraphFamilies.grid(0, 2, 1, 1, 1, 1), "height must be at least 1, was 0");
    assertRefused(() -> GraphFamilies.grid(2, 2), "fields must be at least 1, was 0");
    assertRefused(
        () -> GraphFamilies.grid(2, 2, 1, 1, 0, 1), "strideDown must be at least 1, was 0");
    assertRefused(
        () -> GraphFamilies.grid(1 << 20, 1 << 20, 1, 1, 1, 1),
        "a grid of this family has at most 67108864 vertices, was 1099511627776");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void names_are_plain() {
    assertThat(GraphFamilies.chain(3).names()).isEqualTo(List.of("x0", "x1", "x2", "n1", "n2"));
  }
}
