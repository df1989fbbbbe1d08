package io.fanin.kernel;

import io.fanin.optim.Optimizer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A plan as the reference runs it. */
final class ReferenceProgram implements Program {
  private final Plan plan;
  private final CompileOptions options;
  private final AtomicInteger open;
  private final HostParameters store;
  private final ReferencePass pass;
  private final double[] parameters;
  private final double[] sums;
  private final double[][] blocks;
  private final double[][] gradients;
  private int count = -1;
  private boolean closed;

  private ReferenceProgram(Plan plan, CompileOptions options, AtomicInteger open) {
    this.plan = plan;
    this.options = options;
    this.open = open;
    store = new HostParameters(plan, options.dtype());
    pass = new ReferencePass(plan, options.dtype(), options.maxBatch());
    parameters = new double[plan.parameters()];
    sums = new double[plan.parameters()];
    blocks = ReferenceData.blocks(plan, options.maxBatch());
    gradients = ReferenceData.blocks(plan, options.maxBatch());
    open.incrementAndGet();
  }

  static ReferenceProgram compile(Plan plan, CompileOptions options, AtomicInteger open) {
    return HostMemory.allocate(
        "a program of %,d parameters and %,d rows".formatted(plan.parameters(), options.maxBatch()),
        announce(plan, options, 0),
        () -> new ReferenceProgram(plan, options, open));
  }

  /** {@link Device#announce}. */
  static long announce(Plan plan, CompileOptions options, int slots) {
    double sum = HostParameters.bytes(plan, options.dtype(), slots);
    sum += 2 * HostMemory.arrayBytes(plan.parameters(), Double.BYTES);
    for (int b = 0; b < plan.blocks(); b++) {
      double numbers = (double) options.maxBatch() * plan.width(b);
      sum += 2 * HostMemory.arrayBytes(numbers, Double.BYTES);
    }
    return (long) (sum + ReferencePass.bytes(plan, options.maxBatch()));
  }

  @Override
  public OptionalLong bytes() {
    double sum = store.bytes() + pass.bytes();
    sum += HostMemory.arrayBytes(parameters.length, Double.BYTES);
    sum += HostMemory.arrayBytes(sums.length, Double.BYTES);
    for (int b = 0; b < blocks.length; b++) {
      sum += HostMemory.arrayBytes(blocks[b].length, Double.BYTES);
      sum += HostMemory.arrayBytes(gradients[b].length, Double.BYTES);
    }
    return OptionalLong.of((long) sum);
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
    checkOwn("inputs", batch.inputs());
    run(batch);
  }

  private void run(Batch batch) {
    ReferenceData.load(plan, batch, blocks);
    store.readParameters(parameters);
    pass.forward(parameters, blocks, batch.count());
    count = batch.count();
  }

  @Override
  public void read(int block, double[] out) {
    checkOpen();
    ProgramChecks.block(plan, block);
    if (count < 0) {
      throw new IllegalStateException("the program has computed no batch yet");
    }
    int length = count * plan.width(block);
    ProgramChecks.atLeast("out", out.length, length);
    System.arraycopy(blocks[block], 0, out, 0, length);
  }

  @Override
  public void lossAndGradient(Batch batch, double[] losses, boolean accumulate) {
    checkOpen();
    Buffer targets = ProgramChecks.losses(plan, options, batch, losses);
    checkOwn("inputs", batch.inputs());
    checkOwn("targets", targets);
    run(batch);
    clearGradients();
    ReferenceData.losses(plan, batch, targets, blocks, gradients, losses);
    Arrays.fill(sums, 0);
    pass.backward(parameters, blocks, gradients, sums, count);
    hold(accumulate);
  }

  private void clearGradients() {
    for (int b = 0; b < gradients.length; b++) {
      Arrays.fill(gradients[b], 0, count * plan.width(b), 0);
    }
  }

  private void hold(boolean accumulate) {
    float[] single = store.floatGradient();
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) (accumulate ? single[i] + sums[i] : sums[i]);
    }
    double[] twofold = store.doubleGradient();
    for (int i = 0; i < twofold.length; i++) {
      twofold[i] = accumulate ? twofold[i] + sums[i] : sums[i];
    }
  }

  @Override
  public void apply(Optimizer rule, double[] rates) {
    checkOpen();
    store.apply(rule, rates);
  }

  @Override
  public void step(Batch batch, Optimizer rule, double[] rates, double[] losses) {
    checkOpen();
    ProgramChecks.rates(plan, rates);
    store.prepare(rule);
    lossAndGradient(batch, losses, false);
    store.apply(rule, rates);
  }

  @Override
  public void inputGradient(Batch batch, int block, double[] cotangent, double[] out) {
    checkOpen();
    ProgramChecks.batch(plan, options, batch);
    checkOwn("inputs", batch.inputs());
    ProgramChecks.inputGradient(plan, batch.count(), block, cotangent, out);
    run(batch);
    clearGradients();
    for (int i = 0; i < count * plan.width(block); i++) {
      gradients[block][i] = options.dtype().round(cotangent[i]);
    }
    pass.backward(parameters, blocks, gradients, ReferencePass.NONE, count);
    ReferenceData.unload(plan, count, gradients, out, options.dtype());
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

  private static void checkOwn(String name, Buffer buffer) {
    ProgramChecks.own(name, buffer, HostBuffer.class, ReferenceProvider.ID);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      open.decrementAndGet();
    }
  }
}
