package io.fanin.experiments.claim;

import io.fanin.experiments.sweep.Numerics;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Plan;
import java.util.Locale;

/**
 * The machine side of a run. A claim's tasks open the devices that they use and close them.
 *
 * @param kernels the providers to choose from
 */
public record ClaimEnvironment(Kernels kernels) {
  /** The provider that will run a plan. */
  public KernelProvider provider(Plan plan, DType dtype) {
    return kernels.choose(plan, dtype);
  }

  /**
   * Opens the device that will run a plan; the caller, and its thread alone, uses and closes it.
   */
  public Device open(Plan plan, DType dtype) {
    return provider(plan, dtype).open();
  }

  /** What the bits of a plan's results depend on besides settings and seed. */
  public Numerics numerics(Plan plan, DType dtype) {
    KernelProvider provider = provider(plan, dtype);
    return new Numerics(
        provider.id(),
        provider.tableVersion(),
        provider.isaClass(),
        dtype.name().toLowerCase(Locale.ROOT));
  }

  /** For trials that run no plan: exact arithmetic or plain {@code StrictMath}. */
  public static Numerics exact() {
    return new Numerics("none", "1", "strict", "double");
  }
}
