package io.fanin.kernels.cpu;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.HostBuffer;
import io.fanin.kernel.HostMemory;
import io.fanin.kernel.HostParameters;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import io.fanin.kernels.cpu.onednn.OneDnn;
import io.fanin.kernels.cpu.onednn.UnsuitableException;
import io.fanin.optim.Optimizer;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A compiled plan: checks, parameters on the heap, and the engine that does the passes. */
final class CpuProgram implements Program {
  private static final Logger LOG = LogManager.getLogger(CpuProgram.class);

  private final Plan plan;
  private final CompileOptions options;
  private final AtomicInteger open;
  private final HostParameters store;
  private final Engine engine;
  private int count = -1;
  private boolean closed;

  private CpuProgram(
      Plan plan, CompileOptions options, HostParameters store, Engine engine, AtomicInteger open) {
    this.plan = plan;
    this.options = options;
    this.store = store;
    this.engine = engine;
    this.open = open;
    open.incrementAndGet();
  }

  static CpuProgram compile(Plan plan, CompileOptions options, Choice choice, AtomicInteger open) {
    return HostMemory.allocate(
        "a program of %,d parameters and %,d rows".formatted(plan.parameters(), options.maxBatch()),
        announce(plan, options, choice, 0),
        () -> {
          HostParameters store = new HostParameters(plan, options.dtype());
          return new CpuProgram(plan, options, store, engine(plan, options, choice, store), open);
        });
  }

  /** {@link io.fanin.kernel.Device#announce}. */
  static long announce(Plan plan, CompileOptions options, Choice choice, int slots) {
    double parameters = HostParameters.bytes(plan, options.dtype(), slots);
    return (long) (parameters + engineBytes(plan, options, choice));
  }

  private static double engineBytes(Plan plan, CompileOptions options, Choice choice) {
    int rows = options.maxBatch();
    int threads = options.threads();
    boolean twofold = options.dtype() == DType.DOUBLE;
    return switch (choice.of(plan, options.dtype())) {
      case ONEDNN -> NativeEngine.bytes(plan, rows);
      case VECTOR ->
          twofold
              ? DoubleVectorEngine.bytes(plan, rows, threads)
              : FloatVectorEngine.bytes(plan, rows, threads);
      case PLAIN ->
          twofold
              ? DoubleEngine.bytes(plan, rows, threads)
              : FloatEngine.bytes(plan, rows, threads);
    };
  }

  private static Engine engine(
      Plan plan, CompileOptions options, Choice choice, HostParameters store) {
    Home kind = choice.of(plan, options.dtype());
    if (kind == Home.ONEDNN) {
      @Nullable Engine fast = nativeEngine(plan, options, store);
      if (fast != null) {
        return fast;
      }
      kind = choice.withoutOneDnn(plan);
    }
    return kind == Home.VECTOR
        ? vectorEngine(plan, options, store)
        : plainEngine(plan, options, store);
  }

  private static Engine vectorEngine(Plan plan, CompileOptions options, HostParameters store) {
    int rows = options.maxBatch();
    int threads = options.threads();
    return options.dtype() == DType.DOUBLE
        ? new DoubleVectorEngine(plan, rows, threads, store)
        : new FloatVectorEngine(plan, rows, threads, store);
  }

  private static Engine plainEngine(Plan plan, CompileOptions options, HostParameters store) {
    int rows = options.maxBatch();
    int threads = options.threads();
    return options.dtype() == DType.DOUBLE
        ? new DoubleEngine(plan, rows, threads, store)
        : new FloatEngine(plan, rows, threads, store);
  }

  /** Null where oneDNN has nothing fast on this instruction set. */
  private static @Nullable Engine nativeEngine(
      Plan plan, CompileOptions options, HostParameters store) {
    int threads = OneDnn.oneThreadPerCall() ? options.threads() : 1;
    try {
      return new NativeEngine(plan, options.maxBatch(), threads, store);
    } catch (UnsuitableException e) {
      LOG.debug("oneDNN is not for a plan: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of((long) (store.bytes() + engine.bytes()));
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public CompileOptions options() {
    return options;
  }

  @Override
  public void forward(Batch batch) {
    checkOpen();
    checkBatch(batch);
    engine.forward(batch);
    count = batch.count();
  }

  private void checkBatch(Batch batch) {
    ProgramChecks.batch(plan, options, batch);
    checkOwn("inputs", batch.inputs());
  }

  @Override
  public void read(int block, double[] out) {
    checkOpen();
    ProgramChecks.block(plan, block);
    if (count < 0) {
      throw new IllegalStateException("the program has computed no batch yet");
    }
    ProgramChecks.atLeast("out", out.length, (long) count * plan.width(block));
    engine.read(block, count, out);
  }

  @Override
  public void lossAndGradient(Batch batch, double[] losses, boolean accumulate) {
    checkOpen();
    HostBuffer targets = checkLosses(batch, losses);
    train(batch, targets, losses, accumulate);
  }

  private HostBuffer checkLosses(Batch batch, double[] losses) {
    Buffer targets = ProgramChecks.losses(plan, options, batch, losses);
    checkOwn("inputs", batch.inputs());
    HostBuffer own = checkOwn("targets", targets);
    for (int t = 0; t < plan.losses().size(); t++) {
      if (plan.losses().get(t).loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
        checkClasses(plan.losses().get(t), batch, own);
      }
    }
    return own;
  }

  private void checkClasses(LossTerm term, Batch batch, HostBuffer targets) {
    int width = plan.width(term.block());
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.rows()[term.stream() * batch.count() + i];
      int at = row * targets.columns() + term.targetColumn();
      double target = options.dtype() == DType.FLOAT ? targets.floats()[at] : targets.doubles()[at];
      ProgramChecks.classIndex(term, target, width, i);
    }
  }

  private void train(Batch batch, HostBuffer targets, double[] losses, boolean accumulate) {
    engine.train(batch, targets, losses, accumulate);
    count = batch.count();
  }

  @Override
  public void apply(Optimizer rule, double[] rates) {
    checkOpen();
    store.apply(rule, rates);
    engine.parametersChanged();
  }

  @Override
  public void step(Batch batch, Optimizer rule, double[] rates, double[] losses) {
    checkOpen();
    ProgramChecks.rates(plan, rates);
    HostBuffer targets = checkLosses(batch, losses);
    store.prepare(rule);
    if (engine.step(batch, targets, losses, rule, rates)) {
      count = batch.count();
      return;
    }
    train(batch, targets, losses, false);
    store.apply(rule, rates);
    engine.parametersChanged();
  }

  @Override
  public void inputGradient(Batch batch, int block, double[] cotangent, double[] out) {
    checkOpen();
    checkBatch(batch);
    ProgramChecks.inputGradient(plan, batch.count(), block, cotangent, out);
    engine.inputGradient(batch, block, cotangent, out);
    count = batch.count();
  }

  @Override
  public void readParameters(double[] out) {
    checkOpen();
    store.readParameters(out);
  }

  @Override
  public void writeParameters(double[] in) {
    checkOpen();
    store.writeParameters(in);
    engine.parametersChanged();
  }

  @Override
  public void readGradient(double[] out) {
    checkOpen();
    store.readGradient(out);
  }

  @Override
  public void writeGradient(double[] in) {
    checkOpen();
    store.writeGradient(in);
  }

  @Override
  public OptimizerState readState() {
    checkOpen();
    return store.readState();
  }

  @Override
  public void writeState(OptimizerState state) {
    checkOpen();
    store.writeState(state);
  }

  private void checkOpen() {
    ProgramChecks.open(!closed, "program");
  }

  private static HostBuffer checkOwn(String name, Buffer buffer) {
    return ProgramChecks.own(name, buffer, HostBuffer.class, CpuKernelProvider.ID);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      engine.close();
      open.decrementAndGet();
    }
  }
}
