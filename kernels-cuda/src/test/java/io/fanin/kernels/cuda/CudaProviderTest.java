package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.testkit.KernelProviderContract;

/**
 * The whole contract on the fake driver; basis expansions and host functions are left to others.
 */
class CudaProviderTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return Emulation.provider();
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return !(spec instanceof AffineSpec);
  }
}
