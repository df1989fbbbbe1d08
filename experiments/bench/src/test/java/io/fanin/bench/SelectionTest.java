package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.testkit.TrainingShape;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private final Selection selection = new Selection();

  @Test
  void groups_names_and_beginnings_are_joined_without_repeats() {
    assertThat(selection.of("tree-64x8,tree-64*"))
        .extracting(TrainingShape::name)
        .startsWith("tree-64x8")
        .contains("tree-64x128", "tree-64x16-b7")
        .doesNotHaveDuplicates();
    assertThat(selection.of("all")).hasSizeGreaterThan(150);
    assertThat(selection.of("covering")).hasSizeGreaterThanOrEqualTo(120);
  }

  @Test
  void the_lists_of_the_command_name_shapes() {
    assertThat(selection.of(Selection.QUICK)).hasSize(8);
    assertThat(selection.of(Selection.USUAL)).hasSizeGreaterThan(30);
  }

  @Test
  void an_unknown_word_gets_the_nearest_or_the_groups() {
    assertThatThrownBy(() -> selection.of("trees,ensemble"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--shapes: no shape or group 'ensemble'; did you mean 'ensembles'?");
    assertThatThrownBy(() -> selection.of("xyz*"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--shapes: no shape or group 'xyz*'; groups: trees, ensembles, dense, convolutions,"
                + " small, covering, all; --list shows the names");
  }
}
