package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.WindowLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkTest {
  @Test
  void a_tree_is_counted_by_hand() {
    // 2 nodes 2 -> 3 on data, 1 node 6 -> 3, a head 3 -> 1; 5 rows
    Work work = Work.of(TrainingShape.tree("t", 2, 2, 3, 5).plan(), 5);
    assertThat(work.flops()).isEqualTo(2 * 5 * (2 * 12 + 3 * 18 + 3 * 3));
    double data = 5 * 4;
    double activations = 5 * (6 + 3 + 1);
    double parameters = 2 * 9 + 21 + 4;
    assertThat(work.bytes()).isEqualTo(4 * (2 * data + 5 * activations + 8 * parameters));
    assertThat(work.workingSet()).isEqualTo(4 * (data + activations + 3 * parameters));
  }

  @Test
  void shared_weights_are_used_by_every_node_and_held_once() {
    // 6 windows of 3 blocks of width 2 -> 4, then a dense node 24 -> 1; 7 rows
    List<WindowLevel> levels =
        List.of(WindowLevel.convolution(3, 1, 4), WindowLevel.local(6, 1, Activation.IDENTITY));
    Work work = Work.of(new TrainingShape("c", 8, 2, 1, levels, 7).plan(), 7);
    assertThat(work.flops()).isEqualTo(2 * 7 * (2 * 6 * 4 * 6 + 3 * 24));
    double parameters = 4 * 6 + 4 + 24 + 1;
    assertThat(work.workingSet()).isEqualTo(4 * (7 * 16 + 7 * 25 + 3 * parameters));
  }

  @Test
  void replicas_multiply_everything_but_the_data() {
    Work one = Work.of(TrainingShape.matched("m", 1, 4, 8, 3).plan(), 3);
    Work four = Work.of(TrainingShape.matched("m", 4, 4, 8, 3).plan(), 3);
    assertThat(four.flops()).isEqualTo(4 * one.flops());
    double data = 4 * 3 * 4; // 3 rows of 4 floats
    assertThat(four.workingSet() - data).isEqualTo(4 * (one.workingSet() - data));
  }
}
