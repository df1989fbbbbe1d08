package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kernel provider must do; a provider's own test extends it and inherits every test.
 *
 * <pre>{@code
 * final class MyKernelProviderTest extends KernelProviderContract {
 *   @Override
 *   protected KernelProvider provider() {
 *     return new MyKernelProvider();
 *   }
 * }
 * }</pre>
 *
 * <p>The suite compares with the reference exactly on whole numbers, within derived bounds on real
 * numbers and at the provider's own activations, asks for equal bits wherever the SPI promises
 * them, takes central differences, and counts open resources after every test. It takes some
 * seconds.
 */
public abstract class KernelProviderContract extends ResourceConformance {
  /** For subclasses. */
  protected KernelProviderContract() {}

  static Stream<Arguments> activationsAndLosses() {
    return Stream.of(Activation.values())
        .flatMap(a -> Stream.of(Loss.values()).map(l -> Arguments.of(a, l)));
  }

  @ParameterizedTest
  @MethodSource("activationsAndLosses")
  final void gradients_agree_with_central_differences(Activation activation, Loss loss) {
    Plan plan = network(activation, loss);
    ProgramFixture fixture = compile(plan, DType.DOUBLE, CentralDifferences.ROWS);
    CentralDifferences.check(fixture, smooth(plan));
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void gradients_of_every_wiring_agree_with_central_differences(
      PlanCase wiring, DType dtype) {
    if (dtype == DType.DOUBLE) {
      ProgramFixture fixture = compile(wiring.plan(), dtype, CentralDifferences.ROWS);
      CentralDifferences.check(fixture, smooth(wiring.plan()));
    }
  }

  private static Plan network(Activation activation, Loss loss) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(3, 2);
    int[] a =
        sketch.affine(
            activation, 3, new int[] {x[0], x[1]}, new int[] {x[1], x[2]}, new int[] {x[2], x[2]});
    int[] y = sketch.affine(activation, 2, new int[] {a[0], a[1]}, new int[] {a[2], a[1]});
    return sketch.losses(loss, 0.75, y).build();
  }

  private static BatchData smooth(Plan plan) {
    return Kinks.clear(plan, seed -> BatchData.seeded(plan, CentralDifferences.ROWS, SEED + seed));
  }
}
