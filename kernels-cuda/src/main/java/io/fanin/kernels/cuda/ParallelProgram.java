package io.fanin.kernels.cuda;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ProgramChecks;
import io.fanin.optim.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A plan on several GPUs: with {@code n} of them and {@code c} rows, rank {@code r} computes rows
 * {@code r ceil(c/n)} to {@code (r+1) ceil(c/n)}, as far as there are any.
 *
 * <p>Losses and gradients are the sums over ranks, in their order, of each rank's rows divided by
 * the number of all rows. So bits depend on how many GPUs there are, and on nothing else.
 * Everything is launched on all before anything is waited for. Adding to a gradient that is held
 * goes through the host.
 */
final class ParallelProgram implements Program {
  private final Plan plan;
  private final CompileOptions options;
  private final List<CudaProgram> programs;
  private final List<GradientSum> sums;
  private final GradientExchange exchange;
  private final AtomicInteger open;
  private final Batch[] parts;
  private final int[][] rows;
  private final double[][] partLosses;
  private boolean closed;

  private ParallelProgram(
      Plan plan,
      CompileOptions options,
      List<CudaProgram> programs,
      List<GradientSum> sums,
      GradientExchange exchange,
      AtomicInteger open) {
    this.plan = plan;
    this.options = options;
    this.programs = programs;
    this.sums = sums;
    this.exchange = exchange;
    this.open = open;
    int ranks = programs.size();
    parts = new Batch[ranks];
    rows = new int[ranks][plan.streams() * most(options.maxBatch(), ranks)];
    partLosses = new double[ranks][plan.losses().size()];
    open.incrementAndGet();
  }

  static ParallelProgram compile(
      List<CudaContext> contexts,
      Plan plan,
      CompileOptions options,
      Precision precision,
      GradientExchange exchange,
      AtomicInteger open) {
    int ranks = contexts.size();
    CompileOptions part =
        new CompileOptions(options.dtype(), most(options.maxBatch(), ranks), options.threads());
    AtomicInteger inner = new AtomicInteger();
    List<CudaProgram> programs =
        ParallelDevice.forAll(
            contexts, context -> CudaProgram.compile(context, plan, part, precision, inner));
    try {
      List<GradientSum> sums =
          ParallelDevice.forAll(programs, program -> program.gradientSum(ranks));
      return new ParallelProgram(plan, options, programs, sums, exchange, open);
    } catch (RuntimeException e) {
      programs.forEach(CudaProgram::close);
      throw e;
    }
  }

  /** Rows of a rank at most. */
  private static int most(int count, int ranks) {
    return count / ranks + (count % ranks == 0 ? 0 : 1);
  }

  private int ranks() {
    return programs.size();
  }

  /** First row of a rank. */
  private int first(int rank, int count) {
    return (int) Math.min((long) rank * most(count, ranks()), count);
  }

  /** Fills {@link #parts}. */
  private void split(Batch batch) {
    ReplicatedBuffer inputs = own("inputs", batch.inputs());
    @Nullable Buffer given = batch.targets();
    @Nullable ReplicatedBuffer targets = given == null ? null : own("targets", given);
    int count = batch.count();
    for (int rank = 0; rank < ranks(); rank++) {
      int first = first(rank, count);
      int length = first(rank + 1, count) - first;
      for (int stream = 0; stream < plan.streams(); stream++) {
        int from = stream * count + first;
        System.arraycopy(batch.rows(), from, rows[rank], stream * length, length);
      }
      @Nullable CudaBuffer target = targets == null ? null : targets.of(rank);
      parts[rank] = new Batch(inputs.of(rank), target, rows[rank], length);
    }
  }

  private static ReplicatedBuffer own(String name, Buffer buffer) {
    return ProgramChecks.own(name, buffer, ReplicatedBuffer.class, CudaKernelProvider.ID);
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
    ProgramChecks.batch(plan, options, batch);
    split(batch);
    for (int rank = 0; rank < ranks(); rank++) {
      programs.get(rank).launchForward(parts[rank]);
    }
    programs.forEach(CudaProgram::await);
  }

  @Override
  public void read(int block, double[] out) {
    checkOpen();
    ProgramChecks.block(plan, block);
    int count = programs.stream().mapToInt(CudaProgram::rows).sum();
    ProgramChecks.atLeast("out", out.length, (long) count * plan.width(block));
    int done = 0;
    for (CudaProgram program : programs) {
      double[] part = new double[program.rows() * plan.width(block)];
      program.read(block, part);
      System.arraycopy(part, 0, out, done, part.length);
      done += part.length;
    }
  }

  @Override
  public void lossAndGradient(Batch batch, double[] losses, boolean accumulate) {
    checkOpen();
    ProgramChecks.losses(plan, options, batch, losses);
    split(batch);
    for (int rank = 0; rank < ranks(); rank++) {
      int first = first(rank, batch.count());
      programs.get(rank).beginGradient(parts[rank], partLosses[rank], first, batch.count());
    }
    double[] held = new double[accumulate ? plan.parameters() : 0];
    if (accumulate) {
      programs.get(0).readGradient(held);
    }
    for (int rank = 0; rank < ranks(); rank++) {
      programs.get(rank).launchGradient(parts[rank], partLosses[rank]);
    }
    exchange.gather(sums);
    sums.forEach(GradientSum::sum);
    finish(losses);
    if (accumulate) {
      add(held);
    }
  }

  private void finish(double[] losses) {
    Arrays.fill(losses, 0);
    for (int rank = 0; rank < ranks(); rank++) {
      programs.get(rank).finishGradient(parts[rank], partLosses[rank]);
      for (int term = 0; term < losses.length; term++) {
        losses[term] += partLosses[rank][term];
      }
    }
  }

  private void add(double[] held) {
    double[] gradient = new double[held.length];
    programs.get(0).readGradient(gradient);
    Arrays.setAll(gradient, i -> options.dtype().round(held[i] + gradient[i]));
    writeGradient(gradient);
  }

  @Override
  public void apply(Optimizer rule, double[] rates) {
    checkOpen();
    programs.forEach(program -> program.apply(rule, rates));
  }

  @Override
  public void step(Batch batch, Optimizer rule, double[] rates, double[] losses) {
    checkOpen();
    ProgramChecks.rates(plan, rates);
    ProgramChecks.losses(plan, options, batch, losses);
    programs.forEach(program -> program.fit(rule));
    lossAndGradient(batch, losses, false);
    apply(rule, rates);
  }

  @Override
  public void inputGradient(Batch batch, int block, double[] cotangent, double[] out) {
    checkOpen();
    ProgramChecks.batch(plan, options, batch);
    ProgramChecks.inputGradient(plan, batch.count(), block, cotangent, out);
    split(batch);
    int columns = plan.inputColumns();
    int width = plan.width(block);
    for (int rank = 0; rank < ranks(); rank++) {
      int first = first(rank, batch.count());
      int length = parts[rank].count();
      double[] seed = Arrays.copyOfRange(cotangent, first * width, (first + length) * width);
      double[] part = new double[plan.streams() * length * columns];
      programs.get(rank).inputGradient(parts[rank], block, seed, part);
      for (int stream = 0; stream < plan.streams(); stream++) {
        int to = (stream * batch.count() + first) * columns;
        System.arraycopy(part, stream * length * columns, out, to, length * columns);
      }
    }
  }

  @Override
  public void readParameters(double[] out) {
    checkOpen();
    programs.get(0).readParameters(out);
  }

  @Override
  public void writeParameters(double[] in) {
    checkOpen();
    programs.forEach(program -> program.writeParameters(in));
  }

  @Override
  public void readGradient(double[] out) {
    checkOpen();
    programs.get(0).readGradient(out);
  }

  @Override
  public void writeGradient(double[] in) {
    checkOpen();
    programs.forEach(program -> program.writeGradient(in));
  }

  @Override
  public OptimizerState readState() {
    checkOpen();
    return programs.get(0).readState();
  }

  @Override
  public void writeState(OptimizerState state) {
    checkOpen();
    programs.forEach(program -> program.writeState(state));
  }

  /** Parameters as a rank has them; all have the same bits. */
  void readParameters(int rank, double[] out) {
    programs.get(rank).readParameters(out);
  }

  private void checkOpen() {
    ProgramChecks.open(!closed, "program");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      sums.forEach(GradientSum::close);
      programs.forEach(CudaProgram::close);
      open.decrementAndGet();
    }
  }
}
