package io.fanin.doctor;

import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernel.Support;
import java.util.Optional;

/** A kernel provider that says it is usable, and of which every device has a resource too many. */
public final class Halving implements KernelProvider {
  private final ReferenceProvider sound = new ReferenceProvider();

  @Override
  public String id() {
    return "halving";
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public String tableVersion() {
    return sound.tableVersion();
  }

  @Override
  public String isaClass() {
    return sound.isaClass();
  }

  @Override
  public Support probe() {
    return Support.yes();
  }

  @Override
  public Optional<String> advice() {
    return Optional.of("give back what you take");
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return Support.yes();
  }

  @Override
  public Device open() {
    Device device = sound.open();
    var unused = device.allocate(DType.FLOAT, 1, 1);
    return device;
  }
}
