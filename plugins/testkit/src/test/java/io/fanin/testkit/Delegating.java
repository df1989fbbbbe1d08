package io.fanin.testkit;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;

/** Another provider under a class of its own. */
abstract class Delegating implements KernelProvider {
  private final KernelProvider inner;

  Delegating(KernelProvider inner) {
    this.inner = inner;
  }

  @Override
  public String id() {
    return inner.id();
  }

  @Override
  public int rank() {
    return inner.rank();
  }

  @Override
  public String tableVersion() {
    return inner.tableVersion();
  }

  @Override
  public String isaClass() {
    return inner.isaClass();
  }

  @Override
  public Support probe() {
    return inner.probe();
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return inner.supports(spec, dtype);
  }

  @Override
  public Device open() {
    return inner.open();
  }
}
