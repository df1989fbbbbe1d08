package io.fanin.kernel;

import io.fanin.input.InvalidInputException;
import java.util.Optional;

/**
 * A family of kernels for one kind of hardware, found through {@link java.util.ServiceLoader}.
 *
 * <p>A provider's arithmetic is fixed by {@link #tableVersion} and {@link #isaClass}: with both
 * equal, the same plan, parameters and rows give the same bits on any machine and any number of
 * threads. A node's bits may depend only on the widths it reads and writes, its activation, the
 * dtype and the batch size, never on how many nodes or replicas stand beside it.
 */
public interface KernelProvider {
  /** Unique and stable, lower case with dashes, such as {@code "cpu"}. */
  String id();

  /** Providers are tried from the highest rank down; rank 0 belongs to the reference alone. */
  int rank();

  /** Version of the shipped choice tables; part of a trial's identity. */
  String tableVersion();

  /** Instruction set class that decides the bits, such as {@code "strict"} or {@code "avx512"}. */
  String isaClass();

  /** Looks at the machine and its native libraries. Never throws. */
  Support probe();

  /** Looks at one spec. Cheap, free of side effects, and only called after a positive probe. */
  Support supports(BlockSpec spec, DType dtype);

  /** Opens the device; only called after a positive probe. The caller closes it. */
  Device open();

  /**
   * The same kernels on the devices that a user chose among several.
   *
   * @param which what stands after the colon of a device, such as {@code "1"} in {@code "cuda:1"}
   * @throws InvalidInputException if it means nothing here; what it means may still be unusable,
   *     which the answer's {@link #probe} says
   */
  default KernelProvider select(String which) {
    throw new InvalidInputException(
        "device '%s:%s' cannot be chosen: '%s' is one device; leave ':%s' out"
            .formatted(id(), which, id(), which));
  }

  /**
   * What would make programs faster on this machine, as a sentence; empty if nothing is known. Only
   * called after a positive probe.
   */
  default Optional<String> advice() {
    return Optional.empty();
  }

  /** Whether every spec of the plan is supported; the first refusal otherwise, with its spec. */
  default Support supports(Plan plan, DType dtype) {
    for (BlockSpec spec : plan.specs()) {
      if (supports(spec, dtype) instanceof Support.No no) {
        return Support.no("spec '" + spec.name() + "': " + no.reason());
      }
    }
    return Support.yes();
  }
}
