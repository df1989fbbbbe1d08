package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;

/** The processor: plain Java kernels for small blocks and doubles, oneDNN for the rest. */
public final class CpuKernelProvider implements KernelProvider {
  /** Its id. */
  public static final String ID = "cpu";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return 100;
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
    return new CpuDevice();
  }
}
