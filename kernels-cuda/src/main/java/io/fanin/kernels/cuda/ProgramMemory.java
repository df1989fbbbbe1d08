package io.fanin.kernels.cuda;

import io.fanin.kernel.DType;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.Plan;

/** The one allocation of a program, and where its parts lie. */
final class ProgramMemory implements AutoCloseable {
  final DType dtype;
  final long tables;
  final long values;
  final long gradients;
  final long preActivations;
  final long parameters;
  final long parameterGradients;
  final long rows;
  final long coefficients;
  final long losses;
  final long wrong;
  private final CudaContext context;
  private final long base;
  private final long gradientBytes;
  private final long parameterBytes;

  private ProgramMemory(CudaContext context, Layout layout, DType dtype, byte[] data, int groups) {
    this.context = context;
    this.dtype = dtype;
    Plan plan = layout.plan;
    gradientBytes = Math.multiplyExact(layout.values, dtype.bytes());
    parameterBytes = Math.multiplyExact(layout.parameters, dtype.bytes());
    MemoryMap map = new MemoryMap();
    long tablesAt = map.region(data.length);
    long valuesAt = map.region(gradientBytes);
    long gradientsAt = map.region(gradientBytes);
    long preActivationsAt = map.region(Math.multiplyExact(layout.preActivations, dtype.bytes()));
    long parametersAt = map.region(parameterBytes);
    long parameterGradientsAt = map.region(parameterBytes);
    long rowsAt = map.region(Integer.BYTES * (long) plan.streams() * layout.maxBatch);
    long coefficientsAt = map.region((long) groups * DeviceRule.COEFFICIENTS * Double.BYTES);
    long lossesAt = map.region((long) plan.losses().size() * Double.BYTES);
    long wrongAt = map.region(Integer.BYTES);
    base = context.allocate(describe(plan, layout.maxBatch), map.bytes());
    tables = base + tablesAt;
    values = base + valuesAt;
    gradients = base + gradientsAt;
    preActivations = base + preActivationsAt;
    parameters = base + parametersAt;
    parameterGradients = base + parameterGradientsAt;
    rows = base + rowsAt;
    coefficients = base + coefficientsAt;
    losses = base + lossesAt;
    wrong = base + wrongAt;
    try {
      context.clear(base, map.bytes());
      new Transfers(context).upload(tables, data);
    } catch (KernelException e) {
      context.release(base);
      throw e;
    }
  }

  /**
   * Takes the memory, parameters and gradients at zero.
   *
   * @param data the tables
   * @param groups groups of parameters with coefficients of their own
   */
  static ProgramMemory allocate(
      CudaContext context, Layout layout, DType dtype, byte[] data, int groups) {
    try {
      return new ProgramMemory(context, layout, dtype, data, groups);
    } catch (ArithmeticException e) {
      throw tooLarge(context, layout.plan, layout.maxBatch);
    }
  }

  /** What a program that no long can count would need. */
  static KernelException.OutOfMemory tooLarge(CudaContext context, Plan plan, int maxBatch) {
    return new KernelException.OutOfMemory(
        describe(plan, maxBatch), Long.MAX_VALUE, context.free());
  }

  /** A program, as the subject of a sentence. */
  static String describe(Plan plan, int rows) {
    return "a program of %,d parameters and %,d rows".formatted(plan.parameters(), rows);
  }

  /** Address of a number among numbers of the dtype. */
  long at(long start, long index) {
    return start + index * dtype.bytes();
  }

  /** Sets the gradients of all blocks to zero. */
  void clearGradients() {
    context.clear(gradients, gradientBytes);
  }

  /** Sets a range of the gradients to zero. */
  void clearGradients(Layout.Range range) {
    context.clear(at(gradients, range.first()), range.count() * dtype.bytes());
  }

  void clearParameterGradients() {
    context.clear(parameterGradients, parameterBytes);
  }

  @Override
  public void close() {
    context.release(base);
  }
}
