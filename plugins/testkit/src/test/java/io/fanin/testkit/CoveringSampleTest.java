package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CoveringSampleTest {
  private static final Pattern NAME = Pattern.compile("cover-k(\\d+)-n(\\d+)-w(\\d+)-b(\\d+)");
  private static final List<TrainingShape> SHAPES = CoveringSample.shapes();

  @Test
  void there_are_enough_shapes_and_always_the_same() {
    assertThat(SHAPES.size()).isGreaterThanOrEqualTo(120).isLessThanOrEqualTo(200);
    assertThat(CoveringSample.shapes()).isEqualTo(SHAPES);
  }

  @Test
  void every_pair_that_fits_is_covered() {
    Set<CoveringSample.Pair> open = new HashSet<>(CoveringSample.pairs());
    assertThat(open).hasSizeGreaterThan(200);
    for (TrainingShape shape : SHAPES) {
      for (int nodes = 0; nodes < CoveringSample.NODES.length; nodes++) {
        int[] choices = choices(shape, nodes);
        if (CoveringSample.leaves(CoveringSample.NODES[nodes], fanIn(shape)) == leaves(shape)) {
          open.removeAll(CoveringSample.pairsOf(choices));
        }
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void every_width_meets_every_batch_and_fan_in() {
    Set<List<Integer>> met = new HashSet<>();
    for (TrainingShape shape : SHAPES) {
      met.add(List.of(0, number(shape, 3), number(shape, 4)));
      met.add(List.of(1, number(shape, 3), number(shape, 1)));
    }
    for (int width : CoveringSample.WIDTHS) {
      for (int batch : CoveringSample.BATCHES) {
        assertThat(met).contains(List.of(0, width, batch));
      }
      for (int fanIn : CoveringSample.FAN_INS) {
        assertThat(met).contains(List.of(1, width, fanIn));
      }
    }
  }

  @Test
  void every_shape_fits_in_memory() {
    for (TrainingShape shape : SHAPES) {
      Plan plan = shape.plan();
      double values = plan.inputColumns();
      for (var spec : plan.specs()) {
        values += 3.0 * spec.nodes() * spec.outWidth();
      }
      double bytes = 4 * (values * shape.batch() + 4.0 * plan.parameters());
      assertThat(bytes <= 1.01 * CoveringSample.MOST_BYTES).as(shape.name()).isTrue();
      double flops = 6.0 * plan.multiplyAdds() * shape.batch();
      assertThat(flops <= 1.01 * CoveringSample.MOST_FLOPS).as(shape.name()).isTrue();
    }
  }

  @Test
  void leaves_are_the_nearest_power() {
    assertThat(CoveringSample.leaves(1, 9)).isEqualTo(1);
    assertThat(CoveringSample.leaves(4, 9)).isEqualTo(9);
    assertThat(CoveringSample.leaves(64, 3)).isEqualTo(81);
    assertThat(CoveringSample.leaves(256, 4)).isEqualTo(256);
    assertThat(CoveringSample.leaves(4096, 2)).isEqualTo(4096);
    assertThat(CoveringSample.leaves(4096, 9)).isEqualTo(729);
  }

  private static int number(TrainingShape shape, int group) {
    Matcher matcher = NAME.matcher(shape.name());
    assertThat(matcher.matches()).isTrue();
    return Integer.parseInt(matcher.group(group));
  }

  private static int fanIn(TrainingShape shape) {
    return number(shape, 1);
  }

  private static int leaves(TrainingShape shape) {
    return number(shape, 2);
  }

  private static int[] choices(TrainingShape shape, int nodes) {
    return new int[] {
      index(CoveringSample.WIDTHS, number(shape, 3)),
      nodes,
      index(CoveringSample.BATCHES, number(shape, 4)),
      index(CoveringSample.FAN_INS, fanIn(shape))
    };
  }

  private static int index(int[] values, int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    throw new AssertionError(value + " is no choice");
  }
}
