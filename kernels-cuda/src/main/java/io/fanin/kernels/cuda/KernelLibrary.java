package io.fanin.kernels.cuda;

import io.fanin.kernel.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.javacpp.BytePointer;

/**
 * The kernels of a context: each family is one module, loaded when its first kernel is asked for.
 */
final class KernelLibrary {
  /** A file of kernels. */
  enum Family {
    PLAIN,
    DATA,
    UPDATE,
    TENSOR_FORWARD,
    TENSOR_BACKWARD,
    TREE;

    /** PTX, which every driver translates for its card. */
    String resource() {
      return file() + ".ptx.gz";
    }

    /** What {@code ptxas} makes of that PTX for compute capability 9.0. */
    String readyMade() {
      return file() + ".cubin.gz";
    }

    private String file() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final Logger LOG = LogManager.getLogger(KernelLibrary.class);

  /** Shared memory that needs no asking. */
  private static final int SHARED_UNASKED = 48 * 1024;

  /** Oldest driver, as it counts, that takes code made by the toolkit 13. */
  private static final int DRIVER_OF_READY_MADE = 13000;

  private static final int CAPABILITY_OF_READY_MADE = 90;

  private final CudaContext context;
  private final boolean takesReadyMade;
  private final Map<Family, CUmod_st> modules = new HashMap<>();
  private final Map<String, Kernel> kernels = new HashMap<>();

  KernelLibrary(CudaContext context, boolean takesReadyMade) {
    this.context = context;
    this.takesReadyMade = takesReadyMade;
  }

  /**
   * Whether a machine takes the code that needs no translation.
   *
   * @param capability of the device, times ten
   * @param driver version of the driver, as it counts
   */
  static boolean takesReadyMade(int capability, int driver) {
    return capability == CAPABILITY_OF_READY_MADE && driver >= DRIVER_OF_READY_MADE;
  }

  Kernel kernel(Family family, String name) {
    return kernels.computeIfAbsent(name, n -> find(family, n));
  }

  /** A kernel that asks for so much dynamic shared memory. */
  Kernel kernel(Family family, String name, int sharedBytes) {
    Kernel kernel = kernel(family, name);
    if (sharedBytes > SHARED_UNASKED) {
      // always the most, as other shapes launch the same kernel with more
      int result = Driver.allowShared(kernel.function(), TensorShape.MOST_SHARED);
      context.check(result, "asking for shared memory for " + name);
    }
    return kernel;
  }

  private Kernel find(Family family, String name) {
    CUmod_st module = modules.computeIfAbsent(family, this::load);
    CUfunc_st function = new CUfunc_st();
    context.check(Driver.function(function, module, name), "looking up kernel " + name);
    return new Kernel(name, function);
  }

  private CUmod_st load(Family family) {
    CUmod_st module = new CUmod_st();
    if (takesReadyMade && loadReadyMade(module, family)) {
      return module;
    }
    try (BytePointer image = new BytePointer(ptx(family), StandardCharsets.US_ASCII)) {
      int result = Driver.loadModule(module, image);
      if (result == Driver.UNSUPPORTED_PTX_VERSION) {
        throw new KernelException.Refused(
            "the NVIDIA driver is too old for the kernels' PTX (version 7.8): install driver 525 or"
                + " later");
      }
      context.check(result, "loading the kernels of " + family.resource());
    }
    return module;
  }

  /** No failure of the context: where the driver does not take it, it translates the PTX. */
  private static boolean loadReadyMade(CUmod_st module, Family family) {
    try (BytePointer image = new BytePointer(unpack(family.readyMade()))) {
      int result = Driver.loadModule(module, image);
      if (result != Driver.SUCCESS) {
        LOG.debug("the driver does not take {}: {}", family.readyMade(), Driver.describe(result));
      }
      return result == Driver.SUCCESS;
    }
  }

  /** The text of a family, as the jar carries it. */
  static String ptx(Family family) {
    return new String(unpack(family.resource()), StandardCharsets.US_ASCII);
  }

  /** A resource, unpacked. */
  static byte[] unpack(String resource) {
    try (InputStream in = KernelLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("resource " + resource + " is missing");
      }
      return new GZIPInputStream(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unloads everything; the context must be current. */
  void close() {
    modules.values().forEach(Driver::unload);
    modules.clear();
    kernels.clear();
  }
}
