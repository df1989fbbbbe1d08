package io.fanin.kernel;

import java.util.Arrays;

/**
 * The meaning of every operation: plain loops, double accumulation in a fixed order, {@code
 * StrictMath}.
 *
 * <p>Always there, accepts every plan, and never made faster. It runs on the calling thread
 * whatever the number of threads asked for. Results are rounded to the program's dtype where they
 * are stored: parameters, activations, the gradient held, optimizer state.
 */
public final class ReferenceProvider implements KernelProvider {
  /** The provider; it holds no state. */
  public ReferenceProvider() {}

  /** Its id. */
  public static final String ID = "reference";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public String tableVersion() {
    return "1";
  }

  @Override
  public String isaClass() {
    return "strict";
  }

  @Override
  public Support probe() {
    return Support.yes();
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return Support.yes();
  }

  @Override
  public Device open() {
    return new ReferenceDevice();
  }

  /**
   * Losses and parameter gradient as {@link Program#lossAndGradient} defines them, but at given
   * activations instead of the reference's own.
   *
   * <p>A last bit of a pre-activation decides whether a relu is on, and with it much more than a
   * last bit of a gradient; so a provider's backward pass is compared at its own activations.
   * Pre-activations, where a derivative needs them, are computed from the given blocks.
   *
   * @param batch chooses the targets; its buffers may be of any device
   * @param parameters {@code [plan.parameters()]}
   * @param blocks every block of the plan, inputs included, {@code [count, width]} each; only read
   * @param losses overwritten, {@code [loss terms]}
   * @param gradient overwritten, {@code [plan.parameters()]}, rounded to {@code dtype}
   */
  public static void gradientAt(
      Plan plan,
      DType dtype,
      Batch batch,
      double[] parameters,
      double[][] blocks,
      double[] losses,
      double[] gradient) {
    int rows = Math.max(1, batch.count());
    Buffer targets = ProgramChecks.losses(plan, new CompileOptions(dtype, rows, 1), batch, losses);
    checkGiven(plan, batch.count(), parameters, blocks);
    ProgramChecks.length("gradient", gradient.length, plan.parameters());
    double[][] seeds = ReferenceData.blocks(plan, rows);
    ReferenceData.losses(plan, batch, targets, blocks, seeds, losses);
    Arrays.fill(gradient, 0);
    new ReferencePass(plan, dtype, rows)
        .backward(parameters, blocks, seeds, gradient, batch.count());
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = dtype.round(gradient[i]);
    }
  }

  /**
   * The gradient of {@code sum(cotangent * block)} with respect to the data as {@link
   * Program#inputGradient} defines it, but at given activations.
   *
   * @param count live rows
   * @param parameters {@code [plan.parameters()]}
   * @param blocks every block of the plan, inputs included, {@code [count, width]} each; only read
   * @param block any block
   * @param cotangent {@code [count, width of block]}
   * @param out overwritten, {@code [streams, count, inputColumns]}, rounded to {@code dtype}
   */
  public static void inputGradientAt(
      Plan plan,
      DType dtype,
      int count,
      double[] parameters,
      double[][] blocks,
      int block,
      double[] cotangent,
      double[] out) {
    ProgramChecks.inputGradient(plan, count, block, cotangent, out);
    checkGiven(plan, count, parameters, blocks);
    double[][] gradients = ReferenceData.blocks(plan, Math.max(1, count));
    for (int i = 0; i < count * plan.width(block); i++) {
      gradients[block][i] = dtype.round(cotangent[i]);
    }
    new ReferencePass(plan, dtype, Math.max(1, count))
        .backward(parameters, blocks, gradients, ReferencePass.NONE, count);
    ReferenceData.unload(plan, count, gradients, out, dtype);
  }

  private static void checkGiven(Plan plan, int count, double[] parameters, double[][] blocks) {
    ProgramChecks.length("parameters", parameters.length, plan.parameters());
    ProgramChecks.length("blocks", blocks.length, plan.blocks());
    for (int b = 0; b < blocks.length; b++) {
      ProgramChecks.atLeast("block " + b, blocks[b].length, (long) count * plan.width(b));
    }
  }
}
