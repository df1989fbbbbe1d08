package io.fanin.testkit;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;

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
}
