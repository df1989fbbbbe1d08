package io.fanin.testkit;

import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ReferenceProvider;

/** One call on the reference. */
final class ReferenceRun {
  private ReferenceRun() {}

  /** Every block, {@code [count, width]}. */
  static double[][] blocks(Plan plan, DType dtype, BatchData data) {
    CompileOptions options = new CompileOptions(dtype, Math.max(1, data.count()), 1);
    try (Device device = new ReferenceProvider().open();
        ProgramFixture fixture = new ProgramFixture(device, plan, options)) {
      return fixture.forward(data);
    }
  }
}
