package io.fanin.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import io.fanin.testkit.WindowLevel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of real sizes hold what was announced, to the byte, whichever engine they get. */
class AnnouncedMemoryTest {
  static Stream<TrainingShape> shapes() {
    return Stream.of(
        TrainingShapes.binaryTree(64, 8, 256),
        TrainingShapes.binaryTree(256, 16, 7),
        TrainingShapes.binaryTree(64, 64, 2000), // oneDNN, two segments of vectors
        TrainingShapes.matched(24, 16, 8), // hidden units without memory
        TrainingShape.dense("dense", 2, 1, 64, 256, 1),
        new TrainingShape("smooth", 33, 1, 1, levels(), 1025)); // keeps pre-activations
  }

  private static List<WindowLevel> levels() {
    return List.of(
        WindowLevel.local(3, 5, Activation.GELU), WindowLevel.local(11, 1, Activation.IDENTITY));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_program_holds_what_was_announced(TrainingShape shape) {
    Plan plan = shape.plan();
    for (Choice choice :
        List.of(Choice.by(ChoiceTable.shipped()), Choice.at(Home.VECTOR), Choice.at(Home.PLAIN))) {
      try (Device device = new CpuKernelProvider(choice).open()) {
        for (DType dtype : DType.values()) {
          CompileOptions options = new CompileOptions(dtype, shape.batch(), 2);
          try (Program program = device.compile(plan, options)) {
            long announced = device.announce(plan, options, 0).orElseThrow();
            assertThat(program.bytes()).hasValue(announced);
            assertThat(announced).isGreaterThan(2L * plan.parameters() * dtype.bytes());
          }
        }
      }
    }
  }
}
