package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.testkit.KernelProviderContract;

/** The whole contract with oneDNN wherever it can work, however narrow the layers. */
class NativeEngineTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return new CpuKernelProvider(new Choice(true, true, 1));
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return false;
  }
}
