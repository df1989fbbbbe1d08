package io.fanin.kernels.cuda;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
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

  /**
   * System property that says whether kernels are compiled at run time for shapes that the shipped
   * ones were not made for: {@code on}, the default, where NVIDIA's NVRTC is at hand, or {@code
   * off}. Bits are the same.
   */
  public static final String NVRTC = Specialiser.PROPERTY;

  /**
   * System property that names the folder in which such kernels are kept; by default {@code
   * fanin/cuda} in the user's cache.
   */
  public static final String CACHE = ImageCache.FOLDER;

  /**
   * System property for debugging: {@code true} waits after each launch, so that a failure names
   * the kernel that failed. Slow.
   */
  public static final String AWAIT = "fanin.cuda.await";

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,4}(,[0-9]{1,4})*");

  private final Probe probe;
  private final List<Integer> gpus;
  private final String precision;
  private final CudaContext.Options options;
  private @Nullable Support verdict;

  /** A provider that looks at this machine. */
  public CudaKernelProvider() {
    this(Probe.ofThisMachine(), System.getProperty(Precision.PROPERTY, Precision.FP32.id()));
  }

  /** One GPU, with what the system properties say of the rest. */
  CudaKernelProvider(Probe probe, String precision) {
    this(
        probe,
        List.of(probe.device()),
        precision,
        new CudaContext.Options(
            Specialiser.usual(probe.search()), Boolean.getBoolean(AWAIT), Leaks.logged()));
  }

  CudaKernelProvider(
      Probe probe, List<Integer> gpus, String precision, CudaContext.Options options) {
    this.probe = probe;
    this.gpus = List.copyOf(gpus);
    this.precision = precision;
    this.options = options;
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

  /** Ends with the number of GPUs where there are several: each sums a part of a batch's rows. */
  @Override
  public String isaClass() {
    return "sm80-" + precision + (gpus.size() == 1 ? "" : "-x" + gpus.size());
  }

  /** Asked once; the answer of a machine does not change while Java runs. */
  @Override
  public synchronized Support probe() {
    Support known = verdict;
    if (known == null) {
      known =
          gpus.stream()
              .map(gpu -> probe.on(gpu).run())
              .filter(answer -> !answer.accepted())
              .findFirst()
              .orElse(Support.yes());
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

  /** One GPU, as in {@code "1"}, or several that train together, as in {@code "0,1"}. */
  @Override
  public KernelProvider select(String which) {
    if (!NUMBERS.matcher(which).matches()) {
      throw new InvalidInputException(
          "device 'cuda:%s' names no GPU; write their numbers, as in cuda:1 or cuda:0,1"
              .formatted(which));
    }
    List<Integer> chosen =
        Arrays.stream(which.split(",", -1)).map(Integer::valueOf).distinct().toList();
    if (chosen.size() < which.split(",", -1).length) {
      throw new InvalidInputException("device 'cuda:%s' names a GPU twice".formatted(which));
    }
    return new CudaKernelProvider(probe, chosen, precision, options);
  }

  @Override
  public Device open() {
    if (probe() instanceof Support.No no) {
      throw new KernelException.Refused("device 'cuda' cannot be opened: " + no.reason());
    }
    Precision chosen = Precision.of(precision);
    return gpus.size() == 1
        ? new CudaDevice(CudaContext.open(gpus.get(0), options), chosen)
        : ParallelDevice.open(gpus, probe.search(), chosen, options);
  }
}
