package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import org.jspecify.annotations.Nullable;

/**
 * Block-local kernels for NVIDIA GPUs, through the driver alone: no toolkit is needed.
 *
 * <p>It takes block-local layers in single and double precision, and leaves basis expansions and
 * host functions to others. Its kernels are verified by emulation on the host; no speed has been
 * measured on a GPU.
 */
public final class CudaKernelProvider implements KernelProvider {
  /** Its id. */
  public static final String ID = "cuda";

  /**
   * System property that chooses how float programs multiply on tensor cores: {@code fp32}, the
   * default, or {@code tf32}, which is faster and has relative errors near 3e-4.
   */
  public static final String PRECISION = Precision.PROPERTY;

  /** System property that chooses among several GPUs, from 0; they count as the driver does. */
  public static final String DEVICE = "fanin.cuda.device";

  private final Probe probe;
  private final String precision;
  private @Nullable Support verdict;

  /** A provider that looks at this machine. */
  public CudaKernelProvider() {
    this(
        new Probe(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            DriverSearch.after(System.getenv().getOrDefault("LD_LIBRARY_PATH", "")),
            Integer.getInteger(DEVICE, 0),
            System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "")),
        System.getProperty(Precision.PROPERTY, Precision.FP32.id()));
  }

  CudaKernelProvider(Probe probe, String precision) {
    this.probe = probe;
    this.precision = precision;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int rank() {
    return 200;
  }

  @Override
  public String tableVersion() {
    return "2";
  }

  @Override
  public String isaClass() {
    return "sm80-" + precision;
  }

  /** Asked once; the answer of a machine does not change while Java runs. */
  @Override
  public synchronized Support probe() {
    Support known = verdict;
    if (known == null) {
      known = probe.run();
      verdict = known;
    }
    return known;
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    return spec instanceof AffineSpec
        ? Support.yes()
        : Support.no(
            "CUDA kernels compute block-local layers only; use the cpu device for this one");
  }

  @Override
  public Device open() {
    if (probe() instanceof Support.No no) {
      throw new KernelException.Refused("device 'cuda' cannot be opened: " + no.reason());
    }
    return new CudaDevice(CudaContext.open(probe.device()), Precision.of(precision));
  }
}
