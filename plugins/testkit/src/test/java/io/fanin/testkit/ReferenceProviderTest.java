package io.fanin.testkit;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference passes the suite that compares others with it, and refuses nothing. */
final class ReferenceProviderTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return new ReferenceProvider();
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return false;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_pass_at_its_own_activations_is_its_own_pass(PlanCase wiring, DType dtype) {
    BatchData data = BatchData.seeded(wiring.plan(), ROWS, SEED);
    ProgramFixture fixture = compile(wiring.plan(), dtype, ROWS);
    ProgramFixture.Result own = fixture.gradient(data);
    double[] losses = new double[own.losses().length];
    double[] gradient = new double[own.gradient().length];
    ReferenceProvider.gradientAt(
        wiring.plan(),
        dtype,
        fixture.batch(data),
        data.parameters(),
        own.blocks(),
        losses,
        gradient);
    Check.bits("losses", losses, own.losses());
    Check.bits("gradient", gradient, own.gradient());
  }
}
