package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ArchitecturesTest {
  @Test
  void built_in_families_are_these() {
    assertThat(Architectures.builtIn().all())
        .extracting(ArchitectureProvider::id)
        .containsExactly("conv", "dense", "linear", "local", "matched", "shallow", "spline");
  }

  @Test
  void unknown_family_gets_the_nearest_name() {
    assertThatThrownBy(() -> Architectures.builtIn().get("mached"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("there is no architecture 'mached'; did you mean 'matched'?");
  }

  @Test
  void two_families_of_one_id_are_refused() {
    assertThatThrownBy(() -> Architectures.builtIn().with(List.of(new Linear())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "two architectures have the id 'linear': io.fanin.models.Linear and"
                + " io.fanin.models.Linear; leave one out");
  }

  @Test
  void matched_without_a_graph_is_refused() {
    assertThatThrownBy(() -> Requests.plain("matched", Requests.scalars(4), 1, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("architecture 'matched' needs a graph; give --graph");
  }

  @Test
  void graph_of_other_columns_is_refused() {
    assertThatThrownBy(
            () ->
                Requests.build("matched", Requests.scalars(5), 1, Requests.tree(), null, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the graph has 4 inputs, but the data has 5 input blocks; give a graph of these"
                + " columns");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,3", "64,10"})
  void linear_has_one_weight_per_input_and_one_bias(int inputs, int out) {
    assertThat(Requests.plain("linear", Requests.scalars(inputs), out, Map.of()).parameters())
        .isEqualTo(out * (inputs + 1));
  }

  @ParameterizedTest
  @CsvSource({"4,7,1", "64,140,10"})
  void shallow_has_the_textbook_count(int inputs, int width, int out) {
    Network network =
        Requests.plain("shallow", Requests.scalars(inputs), out, Map.of("width", width));
    assertThat(network.parameters()).isEqualTo(width * (inputs + 1) + out * (width + 1));
  }

  @ParameterizedTest
  @CsvSource({"4,7,1,1", "6,5,3,2", "3,8,4,1"})
  void dense_has_the_textbook_count(int inputs, int width, int depth, int out) {
    Network network =
        Requests.plain(
            "dense", Requests.scalars(inputs), out, Map.of("width", width, "depth", depth));
    int hidden = width * (inputs + 1) + (depth - 1) * width * (width + 1);
    assertThat(network.parameters()).isEqualTo(hidden + out * (width + 1));
    assertThat(network.multiplyAdds())
        .isEqualTo((long) width * inputs + (depth - 1L) * width * width + out * width);
  }

  @Test
  void bias_free_dense_network_has_no_bias_at_all() {
    Network network =
        Requests.plain(
            "dense", Requests.scalars(3), 1, Map.of("width", 8, "depth", 1, "bias", false));
    assertThat(network.parameters()).isEqualTo(8 * 3 + 8);
  }

  @Test
  void network_larger_than_an_array_is_refused() {
    assertThatThrownBy(
            () -> Requests.plain("dense", Requests.scalars(4), 1, Map.of("width", 1 << 16)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 'hidden2' makes the network larger than 2,147,483,639 parameters; make it"
                + " narrower");
  }

  @Test
  void residual_adds_frozen_identities_that_are_not_counted_as_trainable() {
    Network network =
        Requests.plain(
            "dense", Requests.scalars(2), 1, Map.of("width", 3, "depth", 2, "residual", true));
    assertThat(network.trainableParameters()).isEqualTo(3 * 3 + 3 * 4 + 4);
    assertThat(network.parameters()).isEqualTo(network.trainableParameters() + 3 * 6);
    double[] initial = network.initial(Initialisers.suited(), 1);
    int at = network.plan().parameterOffset(2);
    assertThat(Arrays.copyOfRange(initial, at, at + 18))
        .containsExactly(1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"4,1", "6,2", "9,3"})
  void matched_with_channels_is_the_construction_of_the_theorem(int q, int c) {
    Network network =
        Requests.onGraph("matched", Requests.tree(), c, Map.of("width", q, "channels", c));
    int leaf = q * (2 + 1) + c * (q + 1);
    int root = q * (2 * c + 1) + c * (q + 1);
    assertThat(network.parameters()).isEqualTo(2 * leaf + root);
    assertThat(network.plan().outputs().get(0).block()).isEqualTo(network.block(6));
  }

  @Test
  void matched_without_channels_passes_on_the_hidden_layer() {
    Network network =
        Requests.onGraph("matched", Requests.tree(), 1, Map.of("width", 5, "depth", 2));
    int leaf = 5 * 3 + 5 * 6;
    int root = 5 * 11 + 5 * 6;
    assertThat(network.parameters()).isEqualTo(2 * leaf + root + 6);
    assertThat(network.plan().width(network.block(4))).isEqualTo(5);
  }

  @Test
  void matched_reads_what_the_graph_reads_and_groups_nodes_of_a_level_by_fan_in() {
    SparseGraph graph =
        SparseGraph.withInputs("a", "b", "c")
            .node("p", "b", "a")
            .node("q", "c")
            .node("r", "c", "c")
            .node("s", "a", "q", "p")
            .outputs("s", "r")
            .build();
    Network network = Requests.onGraph("matched", graph, 2, Map.of("width", 3));
    List<BlockSpec> specs = network.plan().specs();
    assertThat(specs).hasSize(4);
    assertThat(reads(specs.get(0))).containsExactly(1, 0, 2, 2); // p and r
    assertThat(reads(specs.get(1))).containsExactly(2); // q
    assertThat(reads(specs.get(2))).containsExactly(0, network.block(4), network.block(3)); // s
    assertThat(specs.get(2).readWidth()).isEqualTo(1 + 3 + 3);
    assertThat(reads(specs.get(3))).containsExactly(network.block(6), network.block(5));
    assertThat(new int[] {network.block(0), network.block(3), network.block(5), network.block(4)})
        .containsExactly(0, 3, 4, 5);
  }

  @Test
  void category_is_one_wide_block() {
    Network network =
        Requests.build(
            "matched",
            Requests.blocks(5, 1, 1, 3),
            1,
            Requests.tree(),
            null,
            Map.of("width", 2, "channels", 1));
    assertThat(network.plan().inputColumns()).isEqualTo(10);
    assertThat(network.parameters()).isEqualTo((2 * 7 + 3) + (2 * 5 + 3) + (2 * 3 + 3));
  }

  @Test
  void intermediate_losses_get_target_columns_in_order() {
    Network network =
        Requests.onGraph("matched", Requests.tree(), 1, Map.of("width", 3, "channels", 1));
    List<LossTerm> losses =
        network
            .withLosses(
                List.of(
                    Objective.of(Loss.MSE),
                    Objective.vertex(4, Loss.MSE, 0.5),
                    Objective.vertex(5, Loss.LOGISTIC, 0.25)))
            .losses();
    assertThat(losses)
        .containsExactly(
            new LossTerm("y", Loss.MSE, network.block(6), 0, 1, 0, 0),
            new LossTerm("vertex4", Loss.MSE, network.block(4), 1, 0.5, 0, 0),
            new LossTerm("vertex5", Loss.LOGISTIC, network.block(5), 2, 0.25, 0, 0));
  }

  @Test
  void loss_on_a_vertex_that_the_network_does_not_have_is_refused() {
    Network network = Requests.plain("dense", Requests.scalars(4), 1, Map.of());
    assertThatThrownBy(() -> network.withLosses(List.of(Objective.vertex(5, Loss.MSE, 1))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "architecture 'dense' computes no block for vertex 5; a loss on it needs 'matched' with"
                + " a graph");
  }

  @Test
  void loss_on_an_unknown_output_is_refused() {
    Network network = Requests.plain("dense", Requests.scalars(4), 1, Map.of());
    assertThatThrownBy(() -> network.withLosses(List.of(Objective.output("z", Loss.MSE, 1))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the network has no output 'z'; known: y");
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void every_activation_can_be_chosen_by_its_name(Activation activation) {
    Network network =
        Requests.plain(
            "shallow", Requests.scalars(2), 1, Map.of("activation", Keys.name(activation)));
    assertThat(((AffineSpec) network.plan().specs().get(0)).activation()).isEqualTo(activation);
  }

  @Test
  void frozen_levels_are_frozen_and_the_others_are_not() {
    Network network =
        Requests.plain("dense", Requests.scalars(2), 1, Map.of("width", 3, "depth", 2))
            .frozen(level -> level == 1);
    assertThat(network.plan().specs())
        .extracting(BlockSpec::frozen)
        .containsExactly(true, false, false);
    assertThat(network.trainableParameters()).isEqualTo(3 * 4 + 4);
  }

  @Test
  void spline_has_one_coefficient_per_function_and_edge() {
    Network network =
        Requests.onGraph(
            "spline",
            Requests.tree(),
            1,
            Map.of("depth", 0, "degree", 3, "intervals", 7, "bias", false));
    assertThat(network.parameters()).isEqualTo(3 * 2 * (1 + 7 + 3));
    assertThat(network.plan().specs().get(0).nodes()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"chebyshev,4", "legendre,4", "monomial,4", "fourier,8"})
  void other_bases_can_stand_for_splines(String basis, int size) {
    Network network =
        Requests.onGraph(
            "spline", Requests.tree(), 1, Map.of("depth", 0, "basis", basis, "degree", 4));
    assertThat(network.parameters()).isEqualTo(3 * (2 * (1 + size) + 1));
    assertThatThrownBy(() -> Splines.extend(network, new double[network.parameters()], 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a network of architecture 'spline' without B-splines cannot be extended");
  }

  @Test
  void spline_without_a_graph_is_one_constituent_of_all_inputs() {
    Network network =
        Requests.plain(
            "spline",
            Requests.scalars(2),
            1,
            Map.of("width", 5, "degree", 3, "intervals", 5, "bias", false));
    assertThat(network.parameters()).isEqualTo((2 * 5 + 5 * 1) * (1 + 5 + 3));
  }

  @Test
  void spline_expands_a_block_once_for_all_its_readers() {
    SparseGraph graph =
        SparseGraph.withInputs(2).node("p", "x0", "x1").node("q", "x0", "p").build();
    Network network = Requests.onGraph("spline", graph, 1, Map.of("depth", 0));
    List<BlockSpec> specs = network.plan().specs();
    assertThat(specs).extracting(BlockSpec::nodes).containsExactly(2, 1, 1, 1);
    assertThat(reads(specs.get(3))).containsExactly(2, specs.get(2).firstBlock());
  }

  @Test
  void spline_range_must_be_an_interval() {
    assertThatThrownBy(
            () -> Requests.plain("spline", Requests.scalars(2), 1, Map.of("low", 2, "high", 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("setting 'low' must be below 'high', were 2.0 and 1.0");
  }

  static int[] reads(BlockSpec spec) {
    return Specs.reads(spec);
  }
}
