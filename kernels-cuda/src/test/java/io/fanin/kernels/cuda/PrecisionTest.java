package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernels.cuda.FusedTreeTest.Run;
import io.fanin.optim.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Either precision against the reference in double: activations, gradient and step of trees that
 * are fused (widths 8 and 16) and not, up to the widest.
 */
final class PrecisionTest {
  @ParameterizedTest
  @CsvSource({
    "fp32, 8, 4, 1e-6",
    "fp32, 16, 3, 1e-6",
    "fp32, 40, 2, 1e-6",
    "fp32, 128, 2, 1e-6",
    "tf32, 8, 4, 1e-3",
    "tf32, 16, 3, 1e-3",
    "tf32, 40, 2, 1e-3",
    "tf32, 128, 2, 1e-3"
  })
  void a_network_is_within_its_relative_error(
      String precision, int width, int levels, double tolerance) {
    compare(precision, FusedTreeTest.tree(Activation.TANH, width, levels).build(), tolerance);
  }

  /** Two blocks that three nodes read, each too wide for one block of threads. */
  @ParameterizedTest
  @CsvSource({"fp32, 1e-6", "tf32, 1e-3"})
  void wide_nodes_with_common_reads_are_within_their_relative_error(
      String precision, double tolerance) {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 8, 0));
    plan.input(new InputBlock("y", 8, 8, 0));
    plan.add(FusedTreeTest.level(2, 1, 8, 40, Activation.TANH, 0, 1, 1, 0));
    int first = plan.add(FusedTreeTest.level(4, 2, 40, 72, Activation.SIGMOID, 2, 3, 3, 2, 2, 2));
    compare(
        precision,
        plan.loss(new LossTerm("first", Loss.MSE, first, 0, 1, 0, 0))
            .loss(new LossTerm("last", Loss.MSE, first + 2, 0, 1, 0, 0))
            .build(),
        tolerance);
  }

  private static void compare(String precision, Plan plan, double tolerance) {
    CudaKernelProvider provider = new CudaKernelProvider(Emulation.probe(), precision);
    try (Device cuda = provider.open();
        Device reference = new ReferenceProvider().open();
        Run actual = new Run(cuda, plan);
        Run expected = new Run(reference, plan, DType.DOUBLE)) {
      int top = plan.blocks() - 1;
      assertClose(actual.forward()[top], expected.forward()[top], tolerance);
      assertClose(actual.gradient(), expected.gradient(), tolerance);
      double[] rate = {1};
      actual.program.step(actual.batch, Optimizers.sgd(), rate, actual.losses);
      expected.program.step(expected.batch, Optimizers.sgd(), rate, expected.losses);
      assertClose(actual.parameters(), expected.parameters(), tolerance);
      assertThat(provider.isaClass()).isEqualTo("sm80-" + precision);
    }
  }

  /** ||actual - expected|| against ||expected||. */
  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    assertThat(Math.sqrt(difference / norm)).isLessThanOrEqualTo(tolerance);
  }

  @Test
  void a_precision_that_is_none_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> Precision.of("tf23"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "-Dfanin.cuda.precision=tf23 names none of the precisions [fp32, tf32]; did you mean"
                + " 'tf32'?");
  }
}
