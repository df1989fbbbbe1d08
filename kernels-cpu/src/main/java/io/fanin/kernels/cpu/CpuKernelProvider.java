package io.fanin.kernels.cpu;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import io.fanin.kernels.cpu.onednn.OneDnn;
import io.fanin.kernels.cpu.vector.FloatLanes;
import java.util.Optional;

/** The processor: kernels in vector code, oneDNN for wide layers, plain Java for the rest. */
public final class CpuKernelProvider implements KernelProvider {
  /** Its id. */
  public static final String ID = "cpu";

  private final Choice choice;

  /** With the shipped choice of kernels. */
  public CpuKernelProvider() {
    this(Choice.shipped());
  }

  /** With another choice, so that tests see each engine on any plan. */
  CpuKernelProvider(Choice choice) {
    this.choice = choice;
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
    return Choice.VERSION;
  }

  /** Instruction set class of oneDNN and, where the vectors' module is there, the vectors' bits. */
  @Override
  public String isaClass() {
    return choice.vectors()
        ? "%s-vector%d".formatted(OneDnn.isaClass(), FloatLanes.bits())
        : OneDnn.isaClass();
  }

  /** Always yes: what cannot be used here is left out, and {@link #advice} says so. */
  @Override
  public Support probe() {
    return Support.yes();
  }

  /** What would make programs faster on this machine, as a sentence; empty if nothing is known. */
  @Override
  public Optional<String> advice() {
    if (!choice.vectors()) {
      return Optional.of(
          "start Java with --add-modules "
              + Choice.MODULE
              + ", and small layers run in vector code, several times as fast");
    }
    if (!OneDnn.problem().isEmpty()) {
      return Optional.of(
          "oneDNN does not load here, so wide layers run slower than they could: "
              + OneDnn.problem());
    }
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
    return new CpuDevice(choice);
  }
}
