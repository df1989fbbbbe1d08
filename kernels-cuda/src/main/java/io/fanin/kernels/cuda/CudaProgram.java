package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import io.fanin.optim.Optimizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A compiled plan: checks on entry, then launches on the device, where everything lives. */
final class CudaProgram implements Program {
  private final CudaContext context;
  private final Plan plan;
  private final CompileOptions options;
  private final AtomicInteger open;
  private final Layout layout;
  private final ProgramMemory memory;
  private final Transfers transfers;
  private final Passes passes;
  private final Updates updates;
  private final StepRecordings recordings;
  private final Leaks.Watch watch;
  private Inside inside = Inside.KEPT;
  private int count = -1;
  private boolean closed;

  /** What can be said of the blocks inside fused trees. */
  private enum Inside {
    /** They are there. */
    KEPT,
    /** They follow from the parameters. */
    FROM_PARAMETERS,
    /** They follow from what the parameters were, which lies where the gradient did. */
    FROM_FORMER
  }

  private CudaProgram(
      CudaContext context,
      Layout layout,
      CompileOptions options,
      Passes.Index index,
      ProgramMemory memory,
      Precision precision,
      AtomicInteger open) {
    this.context = context;
    this.layout = layout;
    this.options = options;
    this.memory = memory;
    this.open = open;
    plan = layout.plan;
    transfers = new Transfers(context);
    updates = new Updates(context, layout, index.updates(), memory);
    passes = new Passes(context, layout, index, memory, updates, precision);
    recordings = new StepRecordings(context);
    watch = context.watch(this, ProgramMemory.describe(plan, options.maxBatch()));
    open.incrementAndGet();
  }

  static CudaProgram compile(
      CudaContext context,
      Plan plan,
      CompileOptions options,
      Precision precision,
      AtomicInteger open) {
    checkSpecs(plan);
    context.enter();
    Layout layout;
    try {
      layout = new Layout(plan, options.maxBatch());
    } catch (ArithmeticException e) {
      throw ProgramMemory.tooLarge(context, plan, options.maxBatch());
    }
    Tables tables = new Tables();
    Passes.Index index = Passes.Index.of(layout, options.dtype(), tables);
    int groups = Updates.groups(index.updates(), plan);
    ProgramMemory memory =
        ProgramMemory.allocate(context, layout, options.dtype(), tables.toBytes(), groups);
    try {
      return new CudaProgram(context, layout, options, index, memory, precision, open);
    } catch (KernelException e) {
      memory.close();
      throw e;
    }
  }

  private static void checkSpecs(Plan plan) {
    for (BlockSpec spec : plan.specs()) {
      if (!(spec instanceof AffineSpec)) {
        throw new KernelException.Refused(
            "spec '%s' is no block-local layer; CUDA kernels compute no other"
                .formatted(spec.name()));
      }
    }
  }

  /** {@link io.fanin.kernel.Device#announce}. */
  static long announce(Plan plan, CompileOptions options, int slots) {
    checkSpecs(plan);
    DType dtype = options.dtype();
    try {
      Layout layout = new Layout(plan, options.maxBatch());
      Tables tables = new Tables();
      int groups = Updates.groups(Passes.Index.of(layout, dtype, tables).updates(), plan);
      long program = ProgramMemory.bytes(layout, dtype, tables.toBytes().length, groups);
      return Math.addExact(program, Updates.stateBytes(layout, dtype, slots));
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(memory.bytes() + updates.stateBytes());
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
    launchForward(batch);
    context.await();
  }

  /** {@link #forward} without waiting for it. */
  void launchForward(Batch batch) {
    checkOpen();
    CudaBuffer inputs = checkBatch(batch);
    context.enter();
    uploadRows(batch);
    passes.load(inputs.address(), batch.count());
    passes.forwardFused(batch.count());
    computed(batch.count(), Inside.FROM_PARAMETERS);
  }

  private void computed(int rows, Inside state) {
    count = rows;
    inside = state;
  }

  /** Computes the blocks inside fused trees, before that becomes impossible. */
  private void keepInside() {
    if (inside != Inside.KEPT && count > 0) {
      boolean former = inside == Inside.FROM_FORMER;
      passes.forwardInside(count, former ? memory.parameterGradients : memory.parameters);
    }
    inside = Inside.KEPT;
  }

  private CudaBuffer checkBatch(Batch batch) {
    ProgramChecks.batch(plan, options, batch);
    return checkOwn("inputs", batch.inputs());
  }

  private void uploadRows(Batch batch) {
    transfers.upload(memory.rows, batch.rows(), plan.streams() * batch.count());
  }

  @Override
  public void read(int block, double[] out) {
    checkOpen();
    ProgramChecks.block(plan, block);
    if (count < 0) {
      throw new IllegalStateException("the program has computed no batch yet");
    }
    ProgramChecks.atLeast("out", out.length, (long) count * plan.width(block));
    context.enter();
    if (passes.isInside(block)) {
      keepInside();
    }
    long at = memory.at(memory.values, layout.block(block));
    transfers.download(options.dtype(), at, out, 0, count * plan.width(block));
  }

  @Override
  public void lossAndGradient(Batch batch, double[] losses, boolean accumulate) {
    checkOpen();
    BatchTables tables = checkLosses(batch, losses);
    context.enter();
    prepareBatch(batch, tables, 0);
    train(batch.count(), tables, accumulate);
    finish(batch.count(), losses, Inside.KEPT);
  }

  /**
   * The first third of {@link #lossAndGradient} for a program that computes a part of a batch: it
   * checks all that it may refuse, and changes nothing.
   *
   * @param firstRow of the part within the batch, for messages
   * @param whole rows of the batch, over which losses are means
   */
  void beginGradient(Batch part, double[] losses, int firstRow, int whole) {
    checkOpen();
    BatchTables tables = checkLosses(part, losses);
    context.enter();
    prepareBatch(part, tables, firstRow);
    if (part.count() > 0) {
      passes.weighLosses(part.count(), whole);
    }
  }

  /** The second third, after {@link #beginGradient} of all parts: it waits for nothing. */
  void launchGradient(Batch part, double[] losses) {
    BatchTables tables = checkLosses(part, losses);
    context.enter();
    train(part.count(), tables, false);
  }

  /** The last third: it waits for the losses. */
  void finishGradient(Batch part, double[] losses) {
    context.enter();
    finish(part.count(), losses, Inside.KEPT);
  }

  /** Waits for what was launched. */
  void await() {
    enter();
    context.await();
  }

  /** Rows of the last batch, 0 before the first. */
  int rows() {
    return Math.max(0, count);
  }

  /** Makes the state fit a rule, as {@link #apply} does first. */
  void fit(Optimizer rule) {
    enter();
    prepare(rule);
  }

  /** What adds up this program's gradient and those of others. */
  GradientSum gradientSum(int ranks) {
    return GradientSum.allocate(context, layout, memory, ranks);
  }

  /** The two tables of a batch, as addresses. */
  private record BatchTables(long inputs, long targets) {}

  private BatchTables checkLosses(Batch batch, double[] losses) {
    Buffer targets = ProgramChecks.losses(plan, options, batch, losses);
    long inputs = checkOwn("inputs", batch.inputs()).address();
    return new BatchTables(inputs, checkOwn("targets", targets).address());
  }

  private void prepareBatch(Batch batch, BatchTables tables, int firstRow) {
    uploadRows(batch);
    if (!passes.classTerms().isEmpty() && batch.count() > 0) {
      checkClasses(batch, tables.targets(), firstRow);
    }
  }

  private void checkClasses(Batch batch, long targets, int firstRow) {
    int[] none = {Integer.MAX_VALUE};
    transfers.upload(memory.wrong, none, 1);
    passes.checkClasses(targets, batch.count());
    int wrong = transfers.download(memory.wrong);
    if (wrong != Integer.MAX_VALUE) {
      LossTerm term = plan.losses().get(passes.classTerms().get(wrong / batch.count()));
      int row = wrong % batch.count();
      int chosen = batch.rows()[term.stream() * batch.count() + row];
      double[] target = new double[1];
      long at = (long) chosen * plan.targetColumns() + term.targetColumn();
      transfers.download(options.dtype(), memory.at(targets, at), target, 0, 1);
      ProgramChecks.classIndex(term, target[0], plan.width(term.block()), firstRow + row);
    }
  }

  private void train(int rows, BatchTables tables, boolean accumulate) {
    if (rows > 0) {
      passes.load(tables.inputs(), rows);
      passes.forward(rows);
      passes.losses(tables.targets(), rows);
      passes.backward(rows, accumulate);
    } else if (!accumulate) {
      memory.clearParameterGradients();
    }
  }

  private void train(int rows, BatchTables tables, DeviceRule rule) {
    if (rows > 0) {
      passes.load(tables.inputs(), rows);
      passes.forwardFused(rows);
      passes.losses(tables.targets(), rows);
      passes.backwardFused(rows, rule);
      updates.launchRest(rule);
    } else {
      memory.clearParameterGradients();
      updates.launchAll(rule);
    }
  }

  private void finish(int rows, double[] losses, Inside state) {
    if (rows == 0) {
      Arrays.fill(losses, 0);
      context.await();
    } else {
      transfers.download(DType.DOUBLE, memory.losses, losses, 0, losses.length);
    }
    computed(rows, state);
  }

  @Override
  public void apply(Optimizer rule, double[] rates) {
    checkOpen();
    ProgramChecks.rates(plan, rates);
    context.enter();
    prepare(rule);
    keepInside();
    updates.apply(rule, rates);
    context.await();
  }

  private void prepare(Optimizer rule) {
    if (updates.prepare(rule)) {
      recordings.clear();
    }
  }

  @Override
  public void step(Batch batch, Optimizer rule, double[] rates, double[] losses) {
    checkOpen();
    ProgramChecks.rates(plan, rates);
    BatchTables tables = checkLosses(batch, losses);
    context.enter();
    prepare(rule);
    prepareBatch(batch, tables, 0);
    Optional<DeviceRule> onDevice = DeviceRule.of(rule);
    int rows = batch.count();
    int code = onDevice.map(DeviceRule::code).orElse(-1);
    StepRecordings.Key key = new StepRecordings.Key(rows, tables.inputs(), tables.targets(), code);
    if (onDevice.isPresent()) {
      updates.advance(onDevice.get(), rates);
      recordings.run(key, () -> train(rows, tables, onDevice.get()));
      finish(rows, losses, Inside.FROM_FORMER);
    } else {
      recordings.run(key, () -> train(rows, tables, false));
      finish(rows, losses, Inside.KEPT);
      updates.apply(rule, rates);
      context.await();
    }
  }

  @Override
  public void inputGradient(Batch batch, int block, double[] cotangent, double[] out) {
    checkOpen();
    CudaBuffer inputs = checkBatch(batch);
    ProgramChecks.inputGradient(plan, batch.count(), block, cotangent, out);
    context.enter();
    uploadRows(batch);
    int rows = batch.count();
    passes.load(inputs.address(), rows);
    passes.forward(rows);
    memory.clearGradients();
    long at = memory.at(memory.gradients, layout.block(block));
    transfers.upload(options.dtype(), at, cotangent, 0, rows * plan.width(block));
    passes.inputGradients(rows);
    unload(rows, out);
    computed(rows, Inside.KEPT);
  }

  /** Adds the gradients of the input blocks to the columns that they read. */
  private void unload(int rows, double[] out) {
    int columns = plan.inputColumns();
    int length = plan.streams() * rows * columns;
    Arrays.fill(out, 0, length, 0);
    for (int b = 0; b < plan.inputs().size(); b++) {
      InputBlock input = plan.inputs().get(b);
      double[] gradient = new double[rows * input.width()];
      long at = memory.at(memory.gradients, layout.block(b));
      transfers.download(options.dtype(), at, gradient, 0, gradient.length);
      for (int i = 0; i < gradient.length; i++) {
        int row = input.stream() * rows + i / input.width();
        out[row * columns + input.column() + i % input.width()] += gradient[i];
      }
    }
    for (int i = 0; i < length; i++) {
      out[i] = options.dtype().round(out[i]);
    }
  }

  @Override
  public void readParameters(double[] out) {
    enter();
    updates.readParameters(out);
  }

  @Override
  public void writeParameters(double[] in) {
    enter();
    keepInside();
    updates.writeParameters(in);
  }

  @Override
  public void readGradient(double[] out) {
    enter();
    updates.readGradient(out);
  }

  @Override
  public void writeGradient(double[] in) {
    enter();
    keepInside();
    updates.writeGradient(in);
  }

  @Override
  public OptimizerState readState() {
    enter();
    return updates.readState();
  }

  @Override
  public void writeState(OptimizerState state) {
    enter();
    if (updates.writeState(state)) {
      recordings.clear();
    }
  }

  private void enter() {
    checkOpen();
    context.enter();
  }

  private void checkOpen() {
    ProgramChecks.open(!closed, "program");
  }

  private CudaBuffer checkOwn(String name, Buffer buffer) {
    CudaBuffer own = ProgramChecks.own(name, buffer, CudaBuffer.class, CudaKernelProvider.ID);
    if (!own.isOn(context)) {
      throw new IllegalArgumentException(name + " must be a buffer of the program's own device");
    }
    return own;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      watch.end();
      recordings.close();
      updates.close();
      memory.close();
      open.decrementAndGet();
    }
  }
}
