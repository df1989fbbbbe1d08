package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.DType;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On real numbers every provider stays within bounds that follow from the arithmetic. */
abstract class BoundConformance extends ExactConformance {
  private static final double[] ARGUMENTS = {
    0, -0.0, 1e-30, -1e-30, 1e-4, -1e-4, 0.3, -0.3, 0.5, -0.5, 1, -1, 1.5, -1.5, 2.75, -2.75, 3.25,
    -3.25, 5, -5, 9.5, -9.5, 17, -17, 20, -20, 44, -44, 87, -87, 88.5, -88.5, 104, -104, 300, -300
  };

  static Stream<Arguments> activations() {
    return pairs(List.of(Activation.values()));
  }

  static Stream<Arguments> losses() {
    return pairs(List.of(Loss.values()));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  final void every_size_is_within_its_bound(Shapes.Shape shape, DType dtype) {
    compareWithinBounds(shape.plan(Activation.TANH), dtype, shape.batch());
  }

  static Stream<TrainingShape.Sibling> trainingShapes() {
    return Stream.of(TrainingShapes.Group.values())
        .flatMap(group -> TrainingShapes.of(group).stream())
        .map(shape -> shape.sibling(StepCheck.SIBLING_FLOPS));
  }

  @ParameterizedTest
  @MethodSource("trainingShapes")
  final void a_step_of_every_benchmark_is_within_its_bound(TrainingShape.Sibling sibling) {
    require(sibling.shape().plan(), DType.FLOAT);
    StepCheck.step(device, sibling, 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void every_wiring_is_within_its_bound(PlanCase wiring, DType dtype) {
    if (wiring.plan().specs().stream().noneMatch(s -> s instanceof HostSpec)) {
      compareWithinBounds(wiring.plan(), dtype, ROWS);
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  final void every_activation_is_within_its_bound_in_a_network(Activation activation, DType dtype) {
    compareWithinBounds(PlanCase.tree(activation), dtype, ROWS);
    compareWithinBounds(PlanCase.dense(activation), dtype, ROWS);
  }

  @ParameterizedTest
  @MethodSource("losses")
  final void every_loss_is_within_its_bound(Loss loss, DType dtype) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(3, 2);
    int[] a = sketch.affine(Activation.TANH, 5, x);
    int[] y = sketch.affine(Activation.IDENTITY, 3, a, a);
    compareWithinBounds(sketch.losses(loss, 0.7, y[0], y[1], a[0]).build(), dtype, ROWS);
  }

  /** The backward pass is judged at the provider's own activations: one flipped relu is much. */
  private void compareWithinBounds(Plan plan, DType dtype, int count) {
    ProgramFixture fixture = compile(plan, dtype, Math.max(1, count));
    BatchData data = BatchData.seeded(plan, count, SEED);
    ProgramFixture.Result actual = fixture.gradient(data);
    StepCheck.gradient(plan, dtype, data, actual);
    compareInputGradient(fixture, data, actual.blocks());
  }

  private static void compareInputGradient(
      ProgramFixture fixture, BatchData data, double[][] blocks) {
    Program program = fixture.program();
    Plan plan = program.plan();
    DType dtype = program.options().dtype();
    int block = plan.blocks() - 1;
    double[] cotangent = cotangent(data.count() * plan.width(block));
    int length = plan.streams() * data.count() * plan.inputColumns();
    double[] actual = new double[length];
    program.inputGradient(fixture.batch(data), block, cotangent, actual);
    double[] expected = new double[length];
    ReferenceProvider.inputGradientAt(
        plan, DType.DOUBLE, data.count(), data.parameters(), blocks, block, cotangent, expected);
    double[] bound = PassBounds.of(plan, dtype, data, blocks, block, cotangent).inputs();
    for (int i = 0; i < length; i++) {
      Check.within("input gradient", i, actual[i], expected[i], bound[i]);
    }
  }

  private static double[] cotangent(int length) {
    RandomStream random = RandomStream.of(SEED, "testkit-cotangent");
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("activations")
  final void an_activation_and_its_derivative_are_right_at_exact_arguments(
      Activation activation, DType dtype) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(1, 1);
    int[] y = sketch.affine(activation, 1, x);
    Plan plan = sketch.losses(Loss.MSE, 1, y).build();
    int count = ARGUMENTS.length;
    double[] arguments = new double[count + 3];
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      arguments[i] = dtype.round(ARGUMENTS[i]);
      rows[i] = i;
    }
    double[] parameters = {1, 0};
    BatchData data =
        new BatchData(count, count + 3, rows, arguments, new double[count + 3], parameters);
    ProgramFixture fixture = compile(plan, dtype, count);
    double[] value = fixture.forward(data)[y[0]];
    double[] slope = new double[count];
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    fixture.program().inputGradient(fixture.batch(data), y[0], ones, slope);
    for (int i = 0; i < count; i++) {
      double z = arguments[i];
      double exact = dtype.round(activation.value(z));
      double bound = ActivationBounds.value(activation, z, 0, dtype);
      Check.within(activation + " at " + z, i, value[i], exact, bound);
      double derivative = dtype.round(activation.derivative(z, value[i]));
      double room = ActivationBounds.derivative(activation, z, value[i], 0, dtype);
      Check.within(activation + "' at " + z, i, slope[i], derivative, room);
    }
  }
}
