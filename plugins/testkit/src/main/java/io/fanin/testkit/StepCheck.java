package io.fanin.testkit;

import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import java.util.Arrays;

/**
 * Compares a training step with the reference; an {@link AssertionError} names the first number
 * that is wrong.
 */
public final class StepCheck {
  /** Cost at which a shape's sibling is checked in milliseconds. */
  public static final double SIBLING_FLOPS = 4e5;

  private static final long SEED = 20261124;
  private static final double RATE = 1e-3;

  private StepCheck() {}

  /**
   * A step of Adam in single precision: activations, losses and gradient within bounds that follow
   * from the arithmetic, the parameters after it exactly what the rule makes of that gradient.
   *
   * <p>The backward pass is judged at the provider's own activations: one flipped relu is much.
   *
   * @param device makes the programs, which are closed again
   * @param sibling what is computed, in a program for the whole batch
   * @param threads of the program
   */
  public static void step(Device device, TrainingShape.Sibling sibling, int threads) {
    Plan plan = sibling.shape().plan();
    CompileOptions options = new CompileOptions(DType.FLOAT, sibling.shape().batch(), threads);
    BatchData data = BatchData.seeded(plan, sibling.rows(), SEED);
    double[] rates = new double[plan.replicas()];
    Arrays.fill(rates, RATE);
    Optimizer rule = Optimizers.adam();
    try (ProgramFixture fixture = new ProgramFixture(device, plan, options)) {
      ProgramFixture.Result actual = fixture.gradient(data);
      gradient(plan, DType.FLOAT, data, actual);
      double[] losses = new double[plan.losses().size()];
      fixture.program().step(fixture.batch(data), rule, rates, losses);
      Check.bits("losses of the step", losses, actual.losses());
      RuleOnHost host = new RuleOnHost(plan, DType.FLOAT, data.parameters(), actual.gradient());
      Check.bits("parameters after the step", fixture.parameters(), host.apply(rule, rates));
    }
  }

  /** Every block, loss and gradient of a call against the reference. */
  static void gradient(Plan plan, DType dtype, BatchData data, ProgramFixture.Result actual) {
    Check.forward(plan, dtype, data.parameters(), actual.blocks(), data.count());
    double[] losses = new double[plan.losses().size()];
    double[] gradient = new double[plan.parameters()];
    ReferenceProvider.gradientAt(
        plan,
        DType.DOUBLE,
        HostTables.batch(plan, data),
        data.parameters(),
        actual.blocks(),
        losses,
        gradient);
    PassBounds bounds = PassBounds.of(plan, dtype, data, actual.blocks());
    for (int t = 0; t < losses.length; t++) {
      Check.within("loss", t, actual.losses()[t], losses[t], bounds.loss(t));
    }
    for (int i = 0; i < gradient.length; i++) {
      Check.within("gradient", i, actual.gradient()[i], gradient[i], bounds.parameter(i));
    }
  }
}
