package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TrainingShapeTest {
  @Test
  void a_tree_has_its_levels_and_a_head() {
    Plan plan = TrainingShape.tree("t", 9, 3, 5, 7).plan();
    assertThat(plan.inputColumns()).isEqualTo(27);
    assertThat(plan.specs()).extracting(s -> s.nodes()).containsExactly(9, 3, 1, 1);
    assertThat(plan.specs()).extracting(s -> s.readWidth()).containsExactly(3, 15, 15, 5);
    assertThat(plan.specs()).extracting(s -> s.outWidth()).containsExactly(5, 5, 5, 1);
    assertThat(plan.parameters()).isEqualTo(9 * 20 + 3 * 80 + 80 + 6);
  }

  @Test
  void every_replica_reads_the_same_inputs_and_has_its_own_loss() {
    Plan plan = TrainingShape.matched("m", 3, 4, 8, 7).plan();
    assertThat(plan.replicas()).isEqualTo(3);
    assertThat(plan.losses()).extracting(t -> t.replica()).containsExactly(0, 1, 2);
    AffineSpec first = (AffineSpec) plan.specs().get(0);
    assertThat(first.nodes()).isEqualTo(6);
    for (int node = 0; node < 6; node++) {
      assertThat(first.read(node, 0)).isEqualTo(2 * (node % 2));
      assertThat(first.read(node, 1)).isEqualTo(2 * (node % 2) + 1);
      assertThat(first.replica(first.share(node))).isEqualTo(node / 2);
    }
  }

  @Test
  void windows_on_a_square_go_row_by_row() {
    WindowLevel level = WindowLevel.plane(2, 2, 3);
    assertThat(level.nodes(16)).isEqualTo(4);
    assertThat(level.windows(16))
        .isDeepEqualTo(new int[][] {{0, 1, 4, 5}, {2, 3, 6, 7}, {8, 9, 12, 13}, {10, 11, 14, 15}});
  }

  @Test
  void a_convolution_has_one_set_of_parameters_a_replica() {
    WindowLevel level = WindowLevel.convolution(3, 1, 4);
    WindowLevel head = WindowLevel.local(6, 1, Activation.IDENTITY);
    Plan plan = new TrainingShape("c", 8, 2, 2, List.of(level, head), 5).plan();
    assertThat(plan.specs().get(0).nodes()).isEqualTo(12);
    assertThat(plan.specs().get(0).shares()).isEqualTo(2);
    assertThat(plan.specs().get(0).share(5)).isZero();
    assertThat(plan.specs().get(0).share(6)).isEqualTo(1);
  }

  @Test
  void windows_that_do_not_fit_are_refused() {
    assertThatThrownBy(() -> WindowLevel.convolution(3, 2, 4).nodes(8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windows of 3 at stride 2 do not fit on 8 blocks");
    assertThatThrownBy(() -> new WindowLevel(6, 1, true, 1, Activation.RELU, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a square window has a square fan-in, not 6");
    List<WindowLevel> open = List.of(WindowLevel.local(2, 4, Activation.RELU));
    assertThatThrownBy(() -> new TrainingShape("open", 4, 1, 1, open, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the last level of 'open' must have 1 node, has 2");
  }

  @Test
  void a_sibling_keeps_widths_and_batch_and_costs_less() {
    TrainingShape.Sibling sibling = TrainingShapes.binaryTree(1024, 32, 256).sibling(4e5);
    assertThat(sibling.shape().batch()).isEqualTo(256);
    assertThat(sibling.shape().levels()).hasSize(3);
    assertThat(sibling.rows()).isEqualTo(10); // 6 * (2 * 32 * 64 + 32 * 64 + 32) = 37056 a row
    assertThat(TrainingShapes.binaryTree(4, 2, 8).sibling(4e5).rows()).isEqualTo(8);
  }

  @Test
  void names_are_unique_in_the_whole_catalogue() {
    Set<String> names = new HashSet<>();
    for (TrainingShapes.Group group : TrainingShapes.Group.values()) {
      for (TrainingShape shape : TrainingShapes.of(group)) {
        assertThat(shape.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(names.add(shape.name())).as(shape.name()).isTrue();
      }
    }
  }
}
