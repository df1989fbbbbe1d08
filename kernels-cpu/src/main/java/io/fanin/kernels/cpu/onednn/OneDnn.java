package io.fanin.kernels.cpu.onednn;

import java.util.Locale;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The native library: whether it loads, and what it found the processor to be. */
public final class OneDnn {
  /** Environment variable that the library's threads read when it loads. */
  public static final String THREADS = "OMP_NUM_THREADS";

  private static final OneDnn INSTANCE = new OneDnn();

  private final @Nullable engine cpu;
  private final String problem;
  private final String isa;

  private OneDnn() {
    @Nullable engine made = null;
    String reason = "";
    String name = "none";
    try {
      Loader.load(dnnl.class);
      made = new engine(engine.kind.cpu, 0);
      name = name(dnnl.dnnl_get_effective_cpu_isa());
    } catch (LinkageError | RuntimeException e) {
      reason = reason(e);
    }
    cpu = made;
    problem = reason;
    isa = name;
  }

  private static String reason(Throwable e) {
    @Nullable Throwable cause = e.getCause();
    String own = e.getClass().getSimpleName() + ": " + e.getMessage();
    return cause == null || cause == e ? own : own + ", because of " + reason(cause);
  }

  /** The classes that have kernels of their own. */
  private static String name(int isa) {
    if (isa >= dnnl.dnnl_cpu_isa_avx512_core
        && (isa & dnnl.dnnl_cpu_isa_avx512_core) == dnnl.dnnl_cpu_isa_avx512_core) {
      return "avx512";
    }
    if ((isa & dnnl.dnnl_cpu_isa_avx2) == dnnl.dnnl_cpu_isa_avx2) {
      return "avx2";
    }
    return "isa-" + Integer.toHexString(isa).toLowerCase(Locale.ROOT);
  }

  /** Why the library cannot be used, empty if it can. Never throws. */
  public static String problem() {
    return INSTANCE.problem;
  }

  /** Instruction set class that it generates code for, such as {@code "avx512"}. */
  public static String isaClass() {
    return INSTANCE.isa;
  }

  /** True when every call uses its caller's thread alone, so that callers may be many. */
  public static boolean oneThreadPerCall() {
    return "1".equals(System.getenv(THREADS));
  }

  static engine engine() {
    @Nullable engine made = INSTANCE.cpu;
    if (made == null) {
      throw new IllegalStateException("oneDNN is not usable: " + INSTANCE.problem);
    }
    return made;
  }
}
