package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import io.fanin.kernels.cuda.OddShape.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.javacpp.BytePointer;

/** The kernels of a context that were made for odd shapes, each when it is first asked for. */
final class OddKernels {
  /** Shapes that are compiled for one context, so that many of them do not hold up a program. */
  static final int MOST = 16;

  private final Specialiser specialiser;
  private final int capability;
  private final int driver;
  private final Map<OddShape, Chosen> known = new HashMap<>();
  private final List<CUmod_st> modules = new ArrayList<>();

  /**
   * None yet.
   *
   * @param capability of the device, times ten
   * @param driver version of the driver, as it counts
   */
  OddKernels(Specialiser specialiser, int capability, int driver) {
    this.specialiser = specialiser;
    this.capability = capability;
    this.driver = driver;
  }

  /**
   * What launches for a layer use instead of the shipped kernels.
   *
   * @param kernels of the parts that were made
   */
  record Chosen(Map<Part, Kernel> kernels) {
    static final Chosen NONE = new Chosen(Map.of());

    /** The kernel made for a part, or else the shipped one. */
    Kernel or(Part part, Kernel shipped) {
      return kernels.getOrDefault(part, shipped);
    }
  }

  /** What was made for a layer; nothing where the shipped kernels are to be used. */
  Chosen choose(AffineSpec spec, DType dtype) {
    Optional<OddShape> shape = OddShape.of(spec, dtype);
    if (shape.isEmpty() || known.size() >= MOST && !known.containsKey(shape.get())) {
      return Chosen.NONE;
    }
    return known.computeIfAbsent(shape.get(), this::make);
  }

  private Chosen make(OddShape shape) {
    return specialiser
        .image(shape, capability, driver)
        .map(image -> load(shape, image))
        .orElse(Chosen.NONE);
  }

  /** Not a failure of the context, whatever the driver says to an image that we need not have. */
  private Chosen load(OddShape shape, Specialiser.Image image) {
    CUmod_st module = new CUmod_st();
    try (BytePointer bytes = new BytePointer(image.bytes())) {
      int result = Driver.loadModule(module, bytes);
      if (result != Driver.SUCCESS) {
        specialiser.reject(image, result);
        return Chosen.NONE;
      }
    }
    modules.add(module);
    return find(shape, image, module);
  }

  private Chosen find(OddShape shape, Specialiser.Image image, CUmod_st module) {
    Map<Part, Kernel> kernels = new EnumMap<>(Part.class);
    for (Part part : shape.parts()) {
      CUfunc_st function = new CUfunc_st();
      int result = Driver.function(function, module, shape.kernel(part));
      if (result != Driver.SUCCESS) {
        specialiser.reject(image, result);
        return Chosen.NONE;
      }
      kernels.put(part, new Kernel(shape.kernel(part), function));
    }
    return new Chosen(kernels);
  }

  /** How many modules were loaded. */
  int size() {
    return modules.size();
  }

  /** Unloads everything; the context must be current. */
  void close() {
    modules.forEach(Driver::unload);
    modules.clear();
    known.clear();
  }
}
