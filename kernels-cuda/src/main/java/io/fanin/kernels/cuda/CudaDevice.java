package io.fanin.kernels.cuda;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** One GPU and its memory. */
final class CudaDevice implements Device {
  private final CudaContext context;
  private final Precision precision;
  private final AtomicInteger open = new AtomicInteger();
  private boolean closed;

  CudaDevice(CudaContext context, Precision precision) {
    this.context = context;
    this.precision = precision;
  }

  @Override
  public String providerId() {
    return CudaKernelProvider.ID;
  }

  @Override
  public Buffer allocate(DType dtype, int rows, int columns) {
    ProgramChecks.open(!closed, "device");
    return CudaBuffer.allocate(context, dtype, rows, columns, open);
  }

  @Override
  public Program compile(Plan plan, CompileOptions options) {
    ProgramChecks.open(!closed, "device");
    return CudaProgram.compile(context, plan, options, precision, open);
  }

  @Override
  public OptionalLong announce(Plan plan, CompileOptions options, int slots) {
    return OptionalLong.of(CudaProgram.announce(plan, options, slots));
  }

  @Override
  public int openResources() {
    return open.get();
  }

  @Override
  public void close() {
    closed = true;
    context.close();
  }
}
