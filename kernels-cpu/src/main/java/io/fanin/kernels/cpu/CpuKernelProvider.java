package io.fanin.kernels.cpu;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Support;
import io.fanin.kernels.cpu.onednn.OneDnn;
import io.fanin.kernels.cpu.vector.FloatLanes;
import java.util.Optional;

/** The processor: kernels in vector code, oneDNN for wide layers, plain Java for the rest. */
public final class CpuKernelProvider implements KernelProvider {
  /** Its id. */
  public static final String ID = "cpu";

  private final Choice choice;
  private final String tableVersion;

  /**
   * With the shipped table, or the one that the system property {@value ChoiceTable#PROPERTY}
   * names.
   *
   * @throws InvalidInputException if that one cannot be used
   */
  public CpuKernelProvider() {
    this(ChoiceTable.inUse());
  }

  /** With a table. */
  public CpuKernelProvider(ChoiceTable table) {
    this(Choice.by(table), table.identity());
  }

  /** With a choice of its own, so that tests see each engine on any plan. */
  CpuKernelProvider(Choice choice) {
    this(choice, "none");
  }

  private CpuKernelProvider(Choice choice, String tableVersion) {
    this.choice = choice;
    this.tableVersion = tableVersion;
  }

  /** With one engine wherever it can run, whatever a table says; to measure it. */
  public static CpuKernelProvider at(Home home) {
    return new CpuKernelProvider(Choice.at(home));
  }

  /** The engine that a plan gets. */
  public Home home(Plan plan, DType dtype) {
    return choice.of(plan, dtype);
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
    return tableVersion;
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
