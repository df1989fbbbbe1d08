package io.fanin.kernels.cpu;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.HostBuffer;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** The processor and its memory. */
final class CpuDevice implements Device {
  private final AtomicInteger open = new AtomicInteger();
  private final Choice choice;
  private boolean closed;

  CpuDevice(Choice choice) {
    this.choice = choice;
  }

  @Override
  public String providerId() {
    return CpuKernelProvider.ID;
  }

  @Override
  public Buffer allocate(DType dtype, int rows, int columns) {
    ProgramChecks.open(!closed, "device");
    return HostBuffer.allocate(dtype, rows, columns, open);
  }

  @Override
  public Program compile(Plan plan, CompileOptions options) {
    ProgramChecks.open(!closed, "device");
    return CpuProgram.compile(plan, options, choice, open);
  }

  @Override
  public OptionalLong announce(Plan plan, CompileOptions options, int slots) {
    return OptionalLong.of(CpuProgram.announce(plan, options, choice, slots));
  }

  @Override
  public int openResources() {
    return open.get();
  }

  @Override
  public void close() {
    closed = true;
  }
}
