package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import io.fanin.testkit.KernelProviderContract;

/** The contract in single precision with oneDNN wherever it can work, however narrow the layers. */
class NativeEngineTest extends KernelProviderContract {
  @Override
  protected KernelProvider provider() {
    return new SinglePrecision(new CpuKernelProvider(1));
  }

  @Override
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return dtype == DType.DOUBLE;
  }

  /** Doubles are the same code in {@link CpuProviderTest}. */
  private record SinglePrecision(KernelProvider all) implements KernelProvider {
    @Override
    public String id() {
      return all.id();
    }

    @Override
    public int rank() {
      return all.rank();
    }

    @Override
    public String tableVersion() {
      return all.tableVersion();
    }

    @Override
    public String isaClass() {
      return all.isaClass();
    }

    @Override
    public Support probe() {
      return all.probe();
    }

    @Override
    public Support supports(BlockSpec spec, DType dtype) {
      return dtype == DType.FLOAT
          ? all.supports(spec, dtype)
          : Support.no("doubles are tested elsewhere");
    }

    @Override
    public Device open() {
      return all.open();
    }
  }
}
