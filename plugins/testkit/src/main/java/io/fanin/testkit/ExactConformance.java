package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On small whole numbers every provider gives exactly what the reference gives. */
abstract class ExactConformance extends ProviderConformance {

  @ParameterizedTest
  @MethodSource("shapes")
  final void every_size_is_exact_on_whole_numbers(Shapes.Shape shape, DType dtype) {
    Plan plan = shape.plan(Activation.RELU);
    compareExactly(plan, dtype, shape.batch());
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void every_wiring_is_exact_on_whole_numbers(PlanCase wiring, DType dtype) {
    compareExactly(wiring.plan(), dtype, ROWS);
  }

  private void compareExactly(Plan plan, DType dtype, int count) {
    ProgramFixture fixture = compile(plan, dtype, Math.max(1, count));
    BatchData data = ExactData.of(plan, count, SEED);
    ProgramFixture.Result actual = fixture.gradient(data);
    double[] cotangent = wholeNumbers(count * plan.width(plan.blocks() - 1));
    double[] inputs = inputGradient(fixture, data, cotangent);
    CompileOptions options = new CompileOptions(dtype, Math.max(1, count), 1);
    try (Device reference = new ReferenceProvider().open();
        ProgramFixture expected = new ProgramFixture(reference, plan, options)) {
      ProgramFixture.Result right = expected.gradient(data);
      Check.exact("forward", actual.blocks(), right.blocks());
      Check.exact("gradient", actual.gradient(), right.gradient());
      for (int t = 0; t < right.losses().length; t++) {
        double loss = right.losses()[t]; // a mean over rows, so not whole
        Check.within("loss", t, actual.losses()[t], loss, 4 * ROWS * 0x1p-24 * loss);
      }
      Check.exact("input gradient", inputs, inputGradient(expected, data, cotangent));
      if (count > 1) {
        requireSomethingToCompare(right);
      }
    }
  }

  /** An all-zero result would agree with a kernel that does nothing. */
  private static void requireSomethingToCompare(ProgramFixture.Result result) {
    assertThat(Arrays.stream(result.gradient()).anyMatch(g -> g != 0)).isTrue();
    assertThat(Arrays.stream(result.blocks()[result.blocks().length - 1]).anyMatch(y -> y != 0))
        .isTrue();
  }

  private static double[] inputGradient(
      ProgramFixture fixture, BatchData data, double[] cotangent) {
    Plan plan = fixture.program().plan();
    double[] out = new double[plan.streams() * data.count() * plan.inputColumns()];
    Arrays.fill(out, Double.NaN);
    fixture.program().inputGradient(fixture.batch(data), plan.blocks() - 1, cotangent, out);
    return out;
  }

  static double[] wholeNumbers(int length) {
    RandomStream random = RandomStream.of(SEED, "testkit-cotangent");
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(5) - 2;
    }
    return values;
  }
}
