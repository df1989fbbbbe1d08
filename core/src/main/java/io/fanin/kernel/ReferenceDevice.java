package io.fanin.kernel;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** The Java heap, as a device. */
final class ReferenceDevice implements Device {
  private final AtomicInteger open = new AtomicInteger();
  private boolean closed;

  @Override
  public String providerId() {
    return ReferenceProvider.ID;
  }

  @Override
  public Buffer allocate(DType dtype, int rows, int columns) {
    ProgramChecks.open(!closed, "device");
    return HostBuffer.allocate(dtype, rows, columns, open);
  }

  @Override
  public Program compile(Plan plan, CompileOptions options) {
    ProgramChecks.open(!closed, "device");
    return ReferenceProgram.compile(plan, options, open);
  }

  @Override
  public OptionalLong announce(Plan plan, CompileOptions options, int slots) {
    return OptionalLong.of(ReferenceProgram.announce(plan, options, slots));
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
