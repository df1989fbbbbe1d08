package io.fanin.kernels.cuda;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Several GPUs that train together: each has a copy of everything, computes a fixed part of a
 * batch's rows, and applies the same update to the same sum of gradients.
 */
final class ParallelDevice implements Device {
  private static final Logger LOG = LogManager.getLogger(ParallelDevice.class);

  private final List<CudaContext> contexts;
  private final GradientExchange exchange;
  private final Precision precision;
  private final AtomicInteger open = new AtomicInteger();
  private boolean closed;

  private ParallelDevice(
      List<CudaContext> contexts, GradientExchange exchange, Precision precision) {
    this.contexts = contexts;
    this.exchange = exchange;
    this.precision = precision;
  }

  /** Opens the GPUs, in the order of ranks; their gradients go through NCCL where it is found. */
  static ParallelDevice open(
      List<Integer> gpus, DriverSearch search, Precision precision, CudaContext.Options options) {
    List<CudaContext> contexts = forAll(gpus, gpu -> CudaContext.open(gpu, options));
    GradientExchange exchange =
        System.getProperty(NcclExchange.PROPERTY, "on").equals("off")
            ? new GradientExchange.ThroughHost()
            : NcclExchange.open(search, gpus, LOG::info);
    return new ParallelDevice(contexts, exchange, precision);
  }

  /** Makes something for each, or nothing: what was made is closed where one fails. */
  static <F, T extends AutoCloseable> List<T> forAll(List<F> from, Function<F, T> make) {
    List<T> made = new ArrayList<>();
    try {
      from.forEach(each -> made.add(make.apply(each)));
      return made;
    } catch (RuntimeException e) {
      closeAll(made, e);
      throw e;
    }
  }

  private static void closeAll(List<? extends AutoCloseable> made, RuntimeException cause) {
    for (AutoCloseable each : made) {
      try {
        each.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** How gradients travel. */
  String exchange() {
    return exchange.name();
  }

  @Override
  public String providerId() {
    return CudaKernelProvider.ID;
  }

  @Override
  public Buffer allocate(DType dtype, int rows, int columns) {
    ProgramChecks.open(!closed, "device");
    AtomicInteger copies = new AtomicInteger();
    return new ReplicatedBuffer(
        forAll(contexts, context -> CudaBuffer.allocate(context, dtype, rows, columns, copies)),
        open);
  }

  @Override
  public Program compile(Plan plan, CompileOptions options) {
    ProgramChecks.open(!closed, "device");
    return ParallelProgram.compile(contexts, plan, options, precision, exchange, open);
  }

  @Override
  public int openResources() {
    return open.get();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      exchange.close();
      contexts.forEach(CudaContext::close);
    }
  }
}
