package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.testkit.KernelProviderContract;

/** The whole contract; nothing is refused. */
class CpuProviderTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return new CpuKernelProvider();
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return false;
  }
}
