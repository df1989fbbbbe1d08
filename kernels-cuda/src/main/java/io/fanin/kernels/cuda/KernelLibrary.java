package io.fanin.kernels.cuda;

import io.fanin.kernel.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
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

    String resource() {
      return name().toLowerCase(java.util.Locale.ROOT) + ".ptx.gz";
    }
  }

  /** Shared memory that needs no asking. */
  private static final int SHARED_UNASKED = 48 * 1024;

  private final CudaContext context;
  private final Map<Family, CUmod_st> modules = new HashMap<>();
  private final Map<String, Kernel> kernels = new HashMap<>();

  KernelLibrary(CudaContext context) {
    this.context = context;
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

  /** The text of a family, as the jar carries it. */
  static String ptx(Family family) {
    try (InputStream in = KernelLibrary.class.getResourceAsStream(family.resource())) {
      if (in == null) {
        throw new IOException("resource " + family.resource() + " is missing");
      }
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.US_ASCII);
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
