package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.testkit.KernelProviderContract;

/** The whole contract where the JVM has no vectors and oneDNN does not load. */
class PlainEngineTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return new CpuKernelProvider(new Choice(false, false, 1));
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return false;
  }
}
