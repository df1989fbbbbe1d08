package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import org.junit.jupiter.api.Test;

final class AgreementTest {
  private static final TrainingShape SHAPE = TrainingShapes.binaryTree(4, 2, 8);

  @Test
  void nearly_equal_losses_agree() {
    double[] ours = {1, 0.9, 0.8};
    double[] theirs = {1.00005, 0.903, 0.797};
    assertThat(Agreement.objection(SHAPE, "bmm", ours, theirs)).isEmpty();
  }

  @Test
  void another_first_loss_is_named() {
    double[] ours = {1, 0.9};
    double[] theirs = {1.25, 0.9};
    assertThat(Agreement.objection(SHAPE, "bmm", ours, theirs))
        .hasValue(
            "tree-4x2-b8: the loss before step 1 is 1.0 here and 1.25 in bmm, further apart than"
                + " 1.0E-4");
  }

  @Test
  void no_number_agrees_with_nothing() {
    double[] ours = {1, 0.5};
    assertThat(Agreement.objection(SHAPE, "bmm", ours, new double[] {1, Double.NaN}))
        .hasValue(
            "tree-4x2-b8: the loss before step 2 is 0.5 here and NaN in bmm, further apart than"
                + " 0.005");
    assertThat(Agreement.objection(SHAPE, "bmm", ours, new double[] {1}))
        .hasValue("tree-4x2-b8: 2 losses here, 1 in bmm");
  }
}
