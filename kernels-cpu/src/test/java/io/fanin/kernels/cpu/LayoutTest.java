package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static Plan plan(int... reads) {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < 4; i++) {
      plan.input(new InputBlock("x" + i, 3 * i, 3, 0));
    }
    int nodes = reads.length / 2;
    int[] share = new int[nodes];
    for (int v = 0; v < nodes; v++) {
      share[v] = v;
    }
    int[] widths = {3, 3};
    plan.add(
        new AffineSpec(
            "a", 1, 4, widths, 2, Activation.RELU, true, reads, share, new int[nodes], false, 1));
    return plan.build();
  }

  private static int contiguous(int... reads) {
    Plan plan = plan(reads);
    return new Layout(plan).contiguousReads(plan.specs().get(0), 0);
  }

  @Test
  void neighbours_in_order_are_read_where_they_lie() {
    assertThat(contiguous(0, 1)).isEqualTo(0);
    assertThat(contiguous(2, 3)).isEqualTo(6);
  }

  @Test
  void gaps_swaps_and_repeats_are_gathered() {
    assertThat(contiguous(0, 2)).isEqualTo(-1);
    assertThat(contiguous(1, 0)).isEqualTo(-1);
    assertThat(contiguous(1, 1)).isEqualTo(-1);
  }

  @Test
  void the_zero_block_has_rows_of_its_own_before_the_others() {
    Plan plan = plan(BlockSpec.ZERO, 0);
    Layout layout = new Layout(plan);
    assertThat(layout.row(BlockSpec.ZERO)).isZero();
    assertThat(layout.row(0)).isEqualTo(3);
    assertThat(layout.contiguousReads(plan.specs().get(0), 0)).isZero();
  }

  @Test
  void readers_are_listed_with_the_place_of_the_block_in_what_they_read() {
    Layout layout = new Layout(plan(0, 1, 1, 1));
    assertThat(layout.firstReader(2) - layout.firstReader(1)).isEqualTo(3);
    int first = layout.firstReader(1);
    assertThat(layout.readerNode(first)).isZero();
    assertThat(layout.readerOffset(first)).isEqualTo(3);
    assertThat(layout.readerNode(first + 2)).isEqualTo(1);
    assertThat(layout.readerOffset(first + 2)).isEqualTo(3);
  }
}
