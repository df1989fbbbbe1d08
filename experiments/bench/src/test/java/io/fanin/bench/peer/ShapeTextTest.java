package io.fanin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.random.RandomStream;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ShapeTextTest {
  @ParameterizedTest
  @EnumSource(TrainingShapes.Group.class)
  void every_shape_comes_back(TrainingShapes.Group group) {
    for (TrainingShape shape : TrainingShapes.of(group)) {
      assertThat(ShapeText.parse(ShapeText.line(shape))).isEqualTo(shape);
    }
  }

  @Test
  void a_line_reads_as_it_is_documented() {
    assertThat(ShapeText.line(TrainingShapes.binaryTree(4, 8, 7)))
        .isEqualTo(
            "tree-4x8-b7 4 1 1 7 2:2:line:8:relu:own 2:2:line:8:relu:own 1:1:line:1:identity:own");
  }

  @Test
  void other_lines_are_refused() {
    assertThatThrownBy(() -> ShapeText.parse("a 1 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a shape: 'a 1 2'");
    assertThatThrownBy(() -> ShapeText.parse("a 1 1 1 1 1:1:line"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a level: '1:1:line'");
    assertThatThrownBy(() -> ShapeText.parse("a 1 1 1 1 1:1:ring:1:relu:own"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neither 'square' nor 'line': 'ring'");
  }

  @Test
  void no_mutation_is_anything_but_a_shape_or_an_illegal_argument() {
    String line = ShapeText.line(TrainingShapes.of(TrainingShapes.Group.CONVOLUTIONS).get(1));
    RandomStream random = RandomStream.of(1, "shape-text-fuzz");
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      StringBuilder mutated = new StringBuilder(line);
      mutated.setCharAt(random.nextInt(line.length()), (char) (32 + random.nextInt(95)));
      try {
        ShapeText.parse(mutated.toString());
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 1999);
  }
}
