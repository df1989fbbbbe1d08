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
  private final long bytes;
  private final long gradientBytes;
  private final long parameterBytes;

  /** Where the parts begin, counted from the start of the allocation, and its size. */
  private record Places(
      long tables,
      long values,
      long gradients,
      long preActivations,
      long parameters,
      long parameterGradients,
      long rows,
      long coefficients,
      long losses,
      long wrong,
      long bytes) {

    static Places of(Layout layout, DType dtype, int tableBytes, int groups) {
      Plan plan = layout.plan;
      MemoryMap map = new MemoryMap();
      return new Places(
          map.region(tableBytes),
          map.region(Math.multiplyExact(layout.values, dtype.bytes())),
          map.region(Math.multiplyExact(layout.values, dtype.bytes())),
          map.region(Math.multiplyExact(layout.preActivations, dtype.bytes())),
          map.region(Math.multiplyExact(layout.parameters, dtype.bytes())),
          map.region(Math.multiplyExact(layout.parameters, dtype.bytes())),
          map.region(Integer.BYTES * (long) plan.streams() * layout.maxBatch),
          map.region((long) groups * DeviceRule.COEFFICIENTS * Double.BYTES),
          map.region((long) plan.losses().size() * Double.BYTES),
          map.region(Integer.BYTES),
          map.bytes());
    }
  }

  private ProgramMemory(CudaContext context, Layout layout, DType dtype, byte[] data, int groups) {
    this.context = context;
    this.dtype = dtype;
    gradientBytes = Math.multiplyExact(layout.values, dtype.bytes());
    parameterBytes = Math.multiplyExact(layout.parameters, dtype.bytes());
    Places places = Places.of(layout, dtype, data.length, groups);
    bytes = places.bytes();
    base = context.allocate(describe(layout.plan, layout.maxBatch), bytes);
    tables = base + places.tables();
    values = base + places.values();
    gradients = base + places.gradients();
    preActivations = base + places.preActivations();
    parameters = base + places.parameters();
    parameterGradients = base + places.parameterGradients();
    rows = base + places.rows();
    coefficients = base + places.coefficients();
    losses = base + places.losses();
    wrong = base + places.wrong();
    try {
      context.clear(base, bytes);
      new Transfers(context).upload(tables, data);
    } catch (KernelException e) {
      context.release(base);
      throw e;
    }
  }

  /**
   * Bytes that a program's allocation will have.
   *
   * @throws ArithmeticException if it exceeds what a long holds
   */
  static long bytes(Layout layout, DType dtype, int tableBytes, int groups) {
    return Places.of(layout, dtype, tableBytes, groups).bytes();
  }

  /** Bytes that it holds. */
  long bytes() {
    return bytes;
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
