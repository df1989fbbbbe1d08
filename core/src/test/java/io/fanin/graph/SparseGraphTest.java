package io.fanin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseGraphTest {
  private static SparseGraph tree() {
    return SparseGraph.withInputs(4)
        .node("left", "x0", "x1")
        .node("right", "x2", "x3")
        .node("root", "left", "right")
        .build();
  }

  /** A skip, a double read, a dead node, two outputs. */
  private static SparseGraph tangle() {
    return SparseGraph.withInputs("a", "b", "c")
        .node("p", "a", "b")
        .node("square", "p", "p")
        .node("dead", "c")
        .node("r", "square", "a", "p")
        .outputs("r", "square")
        .build();
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int i : set) {
      bits.set(i);
    }
    return bits;
  }

  @Test
  void a_tree_knows_its_shape() {
    SparseGraph tree = tree();
    assertThat(tree.inputs()).isEqualTo(4);
    assertThat(tree.nodes()).isEqualTo(3);
    assertThat(tree.vertices()).isEqualTo(7);
    assertThat(tree.edges()).isEqualTo(6);
    assertThat(tree.maxFanIn()).isEqualTo(2);
    assertThat(tree.depth()).isEqualTo(2);
    assertThat(tree.widths()).containsExactly(4, 2, 1);
    assertThat(tree.outputs()).containsExactly(6);
    assertThat(tree.isTree()).isTrue();
    assertThat(tree.isLayered()).isTrue();
    assertThat(tree).hasToString("SparseGraph[4 inputs, 3 nodes, fan-in 2, depth 2]");
  }

  @Test
  void vertices_have_names_and_names_have_vertices() {
    SparseGraph tree = tree();
    assertThat(tree.names()).containsExactly("x0", "x1", "x2", "x3", "left", "right", "root");
    assertThat(tree.vertex("right")).isEqualTo(5);
    assertThat(tree.name(5)).isEqualTo("right");
    assertThat(tree.contains("right")).isTrue();
    assertThat(tree.contains("up")).isFalse();
    assertThat(tree.isInput(3)).isTrue();
    assertThat(tree.isInput(4)).isFalse();
  }

  @Test
  void reads_keep_their_order_and_their_doubles() {
    SparseGraph graph = tangle();
    assertThat(graph.reads(graph.vertex("square"))).containsExactly(3, 3);
    assertThat(graph.reads(graph.vertex("r"))).containsExactly(4, 0, 3);
    assertThat(graph.read(6, 1)).isZero();
    assertThat(graph.fanIn(6)).isEqualTo(3);
    assertThat(graph.reads(0)).isEmpty();
    assertThat(graph.fanIn(0)).isZero();
    assertThat(graph.edges()).isEqualTo(8);
  }

  @Test
  void a_reader_is_listed_once_even_if_it_reads_twice() {
    SparseGraph graph = tangle();
    assertThat(graph.readers(graph.vertex("p"))).containsExactly(4, 6);
    assertThat(graph.readers(graph.vertex("a"))).containsExactly(3, 6);
    assertThat(graph.readers(graph.vertex("r"))).isEmpty();
  }

  @Test
  void levels_are_longest_paths() {
    SparseGraph graph = tangle();
    assertThat(graph.level(6)).isEqualTo(3);
    assertThat(graph.levels())
        .containsExactly(new int[] {0, 1, 2}, new int[] {3, 5}, new int[] {4}, new int[] {6});
    assertThat(graph.isLayered()).isFalse();
    assertThat(graph.isTree()).isFalse();
  }

  @Test
  void outputs_on_different_levels_are_not_layered() {
    SparseGraph.Builder builder = SparseGraph.withInputs(1).node("p", "x0").node("q", "p");
    assertThat(builder.build().isLayered()).isTrue();
    assertThat(builder.outputs("p", "q").build().isLayered()).isFalse();
  }

  @Test
  void a_tree_reads_every_input_once_and_has_one_output() {
    assertThat(SparseGraph.withInputs(2).node("p", "x0").build().isTree()).isFalse();
    assertThat(SparseGraph.withInputs(1).node("p", "x0", "x0").build().isTree()).isFalse();
    assertThat(SparseGraph.withInputs(1).node("p", "x0").node("q", "p").build().isTree()).isTrue();
    assertThat(
            SparseGraph.withInputs(1)
                .node("p", "x0")
                .node("q", "p")
                .outputs("p", "q")
                .build()
                .isTree())
        .isFalse();
  }

  @Test
  void cones_look_both_ways() {
    SparseGraph graph = tangle();
    assertThat(graph.lightCone(4)).isEqualTo(bits(0, 1, 3, 4));
    assertThat(graph.lightConeInputs(4)).isEqualTo(bits(0, 1));
    assertThat(graph.reachable(0)).isEqualTo(bits(0, 3, 4, 6));
    assertThat(graph.reachable(2)).isEqualTo(bits(2, 5));
    assertThat(graph.needed()).isEqualTo(bits(0, 1, 3, 4, 6));
  }

  @Test
  void pruning_drops_dead_nodes_and_keeps_all_inputs() {
    assertThat(tangle().prune())
        .isEqualTo(
            SparseGraph.withInputs("a", "b", "c")
                .node("p", "a", "b")
                .node("square", "p", "p")
                .node("r", "square", "a", "p")
                .outputs("r", "square")
                .build());
    assertThat(tree().prune()).isEqualTo(tree());
  }

  @Test
  void fan_in_is_told_as_written_and_binarised() {
    SparseGraph graph =
        SparseGraph.withInputs(5)
            .node("sum", "x0", "x1", "x2", "x3", "x4")
            .node("unary", "sum")
            .node("pair", "unary", "x0")
            .build();
    assertThat(graph.maxFanIn()).isEqualTo(5);
    assertThat(graph.binarisedNodes()).isEqualTo(4 + 1 + 1);
    assertThat(graph.binarisedDepth()).isEqualTo(3 + 1 + 1);
    assertThat(tree().binarisedNodes()).isEqualTo(3);
    assertThat(tree().binarisedDepth()).isEqualTo(2);
  }

  @Test
  void path_weights_sum_over_paths_and_double_reads() {
    SparseGraph graph = tangle();
    // r reads square, a, p; square reads p twice: three paths from p, plus a's own read.
    assertThat(graph.pathWeights(6, EdgeWeight.ONE)).containsExactly(4, 3, 0, 3, 1, 0, 1);
    assertThat(graph.pathWeights(4, EdgeWeight.ONE)).containsExactly(2, 2, 0, 2, 1, 0, 0);
    assertThat(graph.pathWeights(EdgeWeight.ONE)).containsExactly(4, 3, 0, 3, 1, 0, 1);
  }

  @Test
  void several_outputs_give_the_largest_path_weight() {
    SparseGraph graph =
        SparseGraph.withInputs(1)
            .node("p", "x0")
            .node("double", "p", "p")
            .outputs("p", "double")
            .build();
    EdgeWeight half = (node, slot) -> 0.25;
    assertThat(graph.pathWeights(2, half)).containsExactly(0.125, 0.5, 1);
    assertThat(graph.pathWeights(half)).containsExactly(0.25, 1, 1);
  }

  @Test
  void path_weights_use_each_slots_own_weight() {
    double[] lambda = tree().pathWeights((node, slot) -> node + 0.5 * slot);
    assertThat(lambda).containsExactly(24, 27, 32.5, 35.75, 6, 6.5, 1);
  }

  @Test
  void a_zero_weight_stops_an_infinite_one() {
    SparseGraph chain = SparseGraph.withInputs(1).node("p", "x0").node("q", "p").build();
    assertThat(chain.pathWeights((v, slot) -> v == 2 ? Double.POSITIVE_INFINITY : 0.0))
        .containsExactly(0, Double.POSITIVE_INFINITY, 1);
  }

  @Test
  void weights_that_are_negative_or_not_numbers_are_refused() {
    assertThatThrownBy(() -> tree().pathWeights((v, slot) -> Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weight of read 0 of vertex 6 must be at least 0, was NaN");
    assertThatThrownBy(() -> tree().pathWeights((v, slot) -> -slot - 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weight of read 0 of vertex 6 must be at least 0, was -0.5");
  }

  @Test
  void permuting_inputs_moves_reads_and_leaves_names() {
    SparseGraph moved = tree().permuteInputs(new int[] {2, 0, 3, 1});
    assertThat(moved.reads(4)).containsExactly(2, 0);
    assertThat(moved.reads(5)).containsExactly(3, 1);
    assertThat(moved.reads(6)).containsExactly(4, 5);
    assertThat(moved.name(2)).isEqualTo("x2");
    assertThat(moved.permuteInputs(new int[] {1, 3, 0, 2})).isEqualTo(tree());
  }

  @Test
  void what_is_not_a_permutation_is_refused() {
    assertThatThrownBy(() -> tree().permuteInputs(new int[] {0, 1, 1, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a permutation of 0 … 3: [0, 1, 1, 3]");
    assertThatThrownBy(() -> tree().permuteInputs(new int[] {0, 1, 2, 3, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a permutation of 0 … 3: [0, 1, 2, 3, 3]");
    assertThatThrownBy(() -> tree().permuteInputs(new int[] {0, 1, 2, 4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a permutation of 0 … 3: [0, 1, 2, 4]");
  }

  @Test
  void equality_is_about_names_reads_and_outputs() {
    SparseGraph graph = SparseGraph.withInputs(2).node("p", "x0", "x1").node("q", "p").build();
    assertThat(graph)
        .isEqualTo(SparseGraph.withInputs(2).node("p", "x0", "x1").node("q", "p").build())
        .hasSameHashCodeAs(SparseGraph.withInputs(2).node("p", "x0", "x1").node("q", "p").build())
        .isNotEqualTo(SparseGraph.withInputs(2).node("p", "x1", "x0").node("q", "p").build())
        .isNotEqualTo(SparseGraph.withInputs(2).node("p", "x0").node("q", "x1", "p").build())
        .isNotEqualTo(
            SparseGraph.withInputs(2).node("p", "x0", "x1").node("q", "p").outputs("p").build())
        .isNotEqualTo("graph");
    SparseGraph renamed =
        SparseGraph.withInputs("a", "b").node("s", "a", "b").node("t", "s").build();
    assertThat(graph).isNotEqualTo(renamed);
    assertThat(graph.sameWiring(renamed)).isTrue();
    assertThat(graph.sameWiring(tree())).isFalse();
  }

  @Test
  void what_is_handed_out_is_a_copy() {
    SparseGraph graph = tangle();
    graph.reads(3)[0] = 9;
    graph.outputs()[0] = 9;
    graph.readers(0)[0] = 9;
    graph.levels().get(0)[0] = 9;
    assertThat(graph).isEqualTo(tangle());
    assertThat(graph.readers(0)).containsExactly(3, 6);
  }

  @Test
  void a_builder_can_go_on_after_building() {
    SparseGraph.Builder builder = SparseGraph.withInputs(2).node("p", "x0", "x1");
    SparseGraph first = builder.build();
    SparseGraph second = builder.node("q", "p").build();
    assertThat(first.nodes()).isEqualTo(1);
    assertThat(first.contains("q")).isFalse();
    assertThat(second.nodes()).isEqualTo(2);
    assertThat(second.outputs()).containsExactly(3);
  }

  @Test
  void a_vertex_that_is_not_there_is_out_of_bounds() {
    assertThatThrownBy(() -> tree().name(7)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree().reads(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree().read(6, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree().read(0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_hundred_thousand_nodes_are_no_trouble() {
    int nodes = 100_000;
    SparseGraph.Builder builder = SparseGraph.withInputs(2).node("n0", "x0", "x1");
    for (int i = 1; i < nodes; i++) {
      builder.node("n" + i, "n" + (i - 1), "x" + i % 2);
    }
    SparseGraph graph = builder.build();
    assertThat(graph.depth()).isEqualTo(nodes);
    assertThat(graph.edges()).isEqualTo(2L * nodes);
    assertThat(graph.lightCone(graph.vertices() - 1).cardinality()).isEqualTo(nodes + 2);
    assertThat(graph.reachable(0).cardinality()).isEqualTo(nodes + 1);
    assertThat(graph.levels()).hasSize(nodes + 1);
    assertThat(graph.prune()).isEqualTo(graph);
    assertThat(graph.pathWeights(EdgeWeight.ONE)[0]).isEqualTo(nodes / 2);
    assertThat(graph.readers(1)).hasSize(nodes / 2 + 1);
  }

  @Test
  void a_read_of_nothing_known_is_named() {
    assertThatThrownBy(() -> SparseGraph.withInputs("in1", "in2").node("a", "in3"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "node 'a' reads 'in3', which is neither an input nor an earlier node;"
                + " did you mean 'in1'?");
    assertThatThrownBy(() -> SparseGraph.withInputs(2).node("a", "later"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "node 'a' reads 'later', which is neither an input nor an earlier node;"
                + " known: x0, x1");
    assertThatThrownBy(() -> SparseGraph.withInputs(30).node("a", "later"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("node 'a' reads 'later', which is neither an input nor an earlier node");
    assertThatThrownBy(() -> SparseGraph.withInputs(30).node("a", "y29"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "node 'a' reads 'y29', which is neither an input nor an earlier node;"
                + " did you mean 'x29'?");
  }

  @Test
  void a_refused_node_leaves_the_builder_as_it_was() {
    SparseGraph.Builder builder = SparseGraph.withInputs(1).node("p", "x0");
    assertThatThrownBy(() -> builder.node("q", "p", "zzz"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.node("p", "x0")).isInstanceOf(InvalidInputException.class);
    assertThat(builder.build()).isEqualTo(SparseGraph.withInputs(1).node("p", "x0").build());
  }

  @Test
  void errors_are_whole_sentences() {
    SparseGraph.Builder one = SparseGraph.withInputs(1);
    assertRefused(
        () -> one.node("a", "a"),
        "node 'a' reads itself; a node may read only inputs and earlier" + " nodes");
    assertRefused(
        () -> one.node("a"),
        "node 'a' reads nothing; a node reads at least one input or earlier node");
    assertRefused(
        () -> one.node("x0", "x0"),
        "node 'x0' has a name that is taken; every input and node needs its own");
    assertRefused(
        () -> SparseGraph.withInputs("a", "a"),
        "input 'a' has a name that is taken; every input and node needs its own");
    assertRefused(
        () -> SparseGraph.withInputs(List.of()), "a graph needs at least one input; name it first");
    assertRefused(
        () -> SparseGraph.withInputs("a").build(),
        "a graph needs at least one node; add one that reads 'a'");
    assertRefused(() -> one.outputs(), "a graph needs at least one output; name a node");
    assertRefused(
        () -> SparseGraph.withInputs(1).node("p", "x0").outputs("q").build(),
        "output 'q' is not a node; known: p, x0");
    assertRefused(
        () -> SparseGraph.withInputs(1).node("p", "x0").outputs("x0").build(),
        "output 'x0' is an input; an output must be a node");
    assertRefused(
        () -> SparseGraph.withInputs(1).node("p", "x0").outputs("p", "p").build(),
        "output 'p' is named twice; name it once");
    assertRefused(
        () -> tree().vertex("lft"), "the graph has no vertex 'lft'; did you mean 'left'?");
  }

  @Test
  void names_that_no_file_or_picture_could_carry_are_refused() {
    SparseGraph.Builder one = SparseGraph.withInputs(1);
    String marks = "names may hold letters, digits and _ . - [ ] : / #";
    assertRefused(() -> one.node("", "x0"), "the name of the node is empty; give it one");
    assertRefused(() -> one.node("a b", "x0"), "node name 'a b' holds ' '; " + marks);
    assertRefused(() -> one.node("a,b", "x0"), "node name 'a,b' holds ','; " + marks);
    assertRefused(
        () -> one.node("a\u0007\u202e", "x0"), "node name 'aU+0007U+202E' holds U+0007; " + marks);
    assertRefused(() -> one.node("<b>", "x0"), "node name '<b>' holds '<'; " + marks);
    assertRefused(
        () -> one.node("-a", "x0"),
        "node name '-a' starts with '-'; a name starts with a letter, a digit or _");
    assertRefused(
        () -> one.node("n".repeat(201), "x0"),
        "node name 'nnnnnnnnnnnnnnnnnnnn…' has 201 characters; at most 200 are allowed");
    SparseGraph fine =
        SparseGraph.withInputs("größe_1", "tape[0].x").node("w/h:1#2-3", "größe_1").build();
    assertThat(fine.vertex("w/h:1#2-3")).isEqualTo(2);
  }

  @Test
  void a_graph_has_inputs() {
    assertThatThrownBy(() -> SparseGraph.withInputs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a graph has at least 1 input, was 0");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
