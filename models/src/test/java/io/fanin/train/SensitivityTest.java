package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.graph.SparseGraph;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.models.ImageShape;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SensitivityTest {
  private static final int COUNT = 2000;

  /** Sensitivity of the output of a linear network with these weights. */
  private static double linear(double[] weights, double[] rows, boolean[] resampled, int[] donors) {
    Network network = Bench.network("linear", weights.length, 1, Map.of());
    try (Device device = new ReferenceProvider().open();
        Program program = device.compile(network.plan(), CompileOptions.doubles(64))) {
      program.writeParameters(Arrays.copyOf(weights, weights.length + 1));
      int y = network.output("y").block();
      double[] found = Sensitivity.of(device, program, rows, resampled, donors, new int[] {y});
      assertThat(device.openResources()).isEqualTo(1);
      return found[0];
    }
  }

  private static double[] uniform(int count, long seed) {
    RandomStream random = RandomStream.of(seed, "rows");
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.uniform(-1, 1));
    return values;
  }

  private static double[] ofRows(double[] rows, int columns, IntToDoubleFunction f) {
    double[] values = new double[rows.length / columns];
    Arrays.setAll(values, i -> f.applyAsDouble(i * columns));
    return values;
  }

  @Test
  void sensitivity_has_the_value_worked_out_by_hand() {
    // y = x0 + x1 on (0,0), (2,1), (4,5): y = 0, 3, 9. Column 0 from the next row: 2, 5, 5.
    double[] rows = {0, 0, 2, 1, 4, 5};
    double change = (4 + 4 + 16) / 3.0;
    double pairs = (9 + 81 + 36) / 3.0;
    assertThat(linear(new double[] {1, 1}, rows, new boolean[] {true, false}, new int[] {1, 2, 0}))
        .isEqualTo(change / pairs);
  }

  @Test
  void block_that_ignores_the_inputs_has_zero_and_one_that_needs_only_them_has_one() {
    double[] rows = uniform(3 * COUNT, 1);
    boolean[] first = {true, false, false};
    int[] donors = Sensitivity.strangers(COUNT, 5);
    assertThat(linear(new double[] {0, 1, 2}, rows, first, donors)).isZero();
    double only = linear(new double[] {3, 0, 0}, rows, first, donors);
    assertThat(Math.abs(only - 1)).isLessThanOrEqualTo(0.1);
  }

  @Test
  void strangers_give_the_total_effect_index() {
    // The variance of 2 x0 + x1 is 5/3 v, of which x0 alone makes 4/5.
    double s =
        linear(
            new double[] {2, 1},
            uniform(2 * COUNT, 2),
            new boolean[] {true, false},
            Sensitivity.strangers(COUNT, 6));
    assertThat(Math.abs(s - 0.8)).isLessThanOrEqualTo(0.06);
  }

  @Test
  void block_that_sees_the_inputs_through_a_discrete_vertex_has_exactly_zero() {
    double[] rows = new double[3 * 64];
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 3; j++) {
        rows[3 * i + j] = ((i / 4) >> j) & 1; // every word 8 times over
      }
    }
    double[] sums = ofRows(rows, 3, at -> rows[at] + rows[at + 1]);
    int[] donors = Sensitivity.synonyms(sums, 7);
    boolean[] cone = {true, true, false};
    assertThat(Sensitivity.donorGap(sums, donors)).isZero();
    assertThat(linear(new double[] {1, 1, 0.5}, rows, cone, donors)).isZero();
    assertThat(linear(new double[] {1, -1, 0}, rows, cone, donors)).isGreaterThan(0.2);
  }

  @Test
  void block_that_sees_the_inputs_through_a_continuous_vertex_is_no_worse_than_the_gap() {
    double[] rows = uniform(3 * COUNT, 3);
    double[] sums = ofRows(rows, 3, at -> rows[at] + rows[at + 1]);
    int[] donors = Sensitivity.synonyms(sums, 8);
    boolean[] cone = {true, true, false};
    double gap = Sensitivity.donorGap(sums, donors);
    assertThat(gap).isBetween(1e-12, 1e-4);
    double invariant = linear(new double[] {1, 1, 0.5}, rows, cone, donors);
    assertThat(invariant).isLessThanOrEqualTo(gap);
    double other = linear(new double[] {1, -1, 0}, rows, cone, donors);
    assertThat(Math.abs(other - 1)).isLessThanOrEqualTo(0.1);
  }

  @Test
  void gap_falls_with_the_square_of_the_sample() {
    double[] few = uniform(100, 4);
    double[] many = uniform(3200, 4);
    double ratio =
        Sensitivity.donorGap(few, Sensitivity.synonyms(few, 1))
            / Sensitivity.donorGap(many, Sensitivity.synonyms(many, 1));
    assertThat(ratio).isBetween(300.0, 3000.0);
  }

  @Test
  void strangers_form_one_cycle() {
    int[] donors = Sensitivity.strangers(9, 3);
    int at = 0;
    for (int i = 1; i < 9; i++) {
      at = donors[at];
      assertThat(at).isNotZero();
    }
    assertThat(donors[at]).isZero();
    assertThat(Sensitivity.strangers(9, 3)).isEqualTo(donors);
    assertThat(Sensitivity.strangers(9, 4)).isNotEqualTo(donors);
  }

  @Test
  void synonyms_share_their_value_where_they_can() {
    double[] values = {5, 1, 0.0, 1, 9, -0.0, 1};
    int[] donors = Sensitivity.synonyms(values, 3);
    assertThat(donors[0]).isEqualTo(4);
    assertThat(donors[4]).isZero();
    assertThat(donors[2]).isEqualTo(5);
    assertThat(donors[5]).isEqualTo(2);
    assertThat(List.of(donors[1], donors[3], donors[6])).containsExactlyInAnyOrder(1, 3, 6);
    assertThat(donors[1]).isNotEqualTo(1);
    assertThat(donors[3]).isNotEqualTo(3);
  }

  @Test
  void constant_block_is_not_taken_for_an_invariant_one() {
    double s =
        linear(
            new double[] {0, 0},
            uniform(2 * 50, 1),
            new boolean[] {true, false},
            Sensitivity.strangers(50, 1));
    assertThat(s).isNaN();
  }

  @Test
  void cone_is_made_of_the_columns_of_its_inputs() {
    SparseGraph graph =
        SparseGraph.withInputs(3).node("p", "x0", "x2").node("q", "p", "x1").build();
    List<InputBlock> blocks =
        List.of(
            new InputBlock("a", 3, 2, 0),
            new InputBlock("b", 0, 1, 0),
            new InputBlock("c", 1, 1, 0));
    assertThat(Sensitivity.cone(graph, graph.vertex("p"), blocks, 6))
        .containsExactly(false, true, false, true, true, false);
    assertThat(Sensitivity.cone(graph, graph.vertex("q"), blocks, 6))
        .containsExactly(true, true, false, true, true, false);
    assertThatThrownBy(() -> Sensitivity.cone(graph, 3, new ImageShape(1, 2, 1).blocks(), 2))
        .hasMessage("3 inputs of the graph need as many blocks, not 2");
  }

  @Test
  void wrong_shapes_are_refused() {
    assertThatThrownBy(() -> linear(new double[] {1, 1}, new double[4], new boolean[2], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "need rows [count, 2] with count >= 2, columns [2] and donors [count], have 4, 2, 3");
  }
}
