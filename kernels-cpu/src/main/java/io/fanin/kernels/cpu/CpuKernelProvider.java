package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import io.fanin.kernels.cpu.onednn.OneDnn;
import java.util.Optional;

/** The processor: plain Java kernels for small blocks and doubles, oneDNN for the rest. */
public final class CpuKernelProvider implements KernelProvider {
  /** Its id. */
  public static final String ID = "cpu";

  private final int narrowest;

  /** With the shipped choice of kernels. */
  public CpuKernelProvider() {
    this(NativeEngine.NARROWEST);
  }

  /** With oneDNN from another width on, so that tests see either engine on any plan. */
  CpuKernelProvider(int narrowest) {
    this.narrowest = narrowest;
  }

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
    return OneDnn.isaClass();
  }

  @Override
  public Support probe() {
    String problem = OneDnn.problem();
    return problem.isEmpty()
        ? Support.yes()
        : Support.no("its native library oneDNN does not load here: " + problem);
  }

  /**
   * What would make programs faster on this machine, as a sentence; empty if nothing is known.
   *
   * <p>oneDNN reads {@value OneDnn#THREADS} when it loads. Unless that is 1, a program drives the
   * library's own threads from a single one, with the same bits.
   */
  @Override
  public Optional<String> advice() {
    return OneDnn.oneThreadPerCall()
        ? Optional.empty()
        : Optional.of(
            "set the environment variable "
                + OneDnn.THREADS
                + "=1 before Java starts, and wide layers run on the program's own threads");
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return Support.yes();
  }

  @Override
  public Device open() {
    return new CpuDevice(narrowest);
  }
}
