package io.fanin.kernels.cuda;

import io.fanin.kernel.DType;
import io.fanin.kernels.cuda.KernelLibrary.Family;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * The sum of the gradients of several ranks, on the device of one of them.
 *
 * <p>All gradients are gathered first and then added in the order of ranks, by the kernel of plain
 * descent at a rate of -1: {@code g = g - (-1) g[r]}. So every rank has the same bits, however they
 * travelled; a library's own reduction adds in an order that depends on how the cards are wired.
 */
final class GradientSum implements AutoCloseable {
  private static final int THREADS = 128;
  private static final int TENSOR_BYTES = 32;

  private final CudaContext context;
  private final ProgramMemory memory;
  private final int numbers;
  private final int ranks;
  private final int chunks;
  private final Kernel kernel;
  private final int tensor;
  private final int chunkTensor;
  private final int chunkIndex;
  private final int replicas;
  private final long base;
  private final long tablesAt;
  private final long coefficientsAt;

  private GradientSum(CudaContext context, ProgramMemory memory, int numbers, int ranks) {
    this.context = context;
    this.memory = memory;
    this.numbers = numbers;
    this.ranks = ranks;
    chunks = (numbers + UpdateTables.CHUNK - 1) / UpdateTables.CHUNK;
    kernel = context.kernels().kernel(Family.UPDATE, Passes.name("update", memory.dtype));
    Tables tables = new Tables();
    tensor = tables.append(tensor());
    chunkTensor = tables.ints(new int[chunks]);
    chunkIndex = tables.ints(IntStream.range(0, chunks).toArray());
    replicas = tables.ints(new int[1]);
    MemoryMap map = new MemoryMap();
    map.region(Math.multiplyExact((long) ranks * numbers, memory.dtype.bytes()));
    byte[] data = tables.toBytes();
    long tablesFrom = map.region(data.length);
    long coefficientsFrom = map.region((long) DeviceRule.COEFFICIENTS * Double.BYTES);
    base = context.allocate("the gradients of %d devices".formatted(ranks), map.bytes());
    tablesAt = base + tablesFrom;
    coefficientsAt = base + coefficientsFrom;
    Transfers transfers = new Transfers(context);
    transfers.upload(tablesAt, data);
    transfers.upload(DType.DOUBLE, coefficientsAt, adding(), 0, DeviceRule.COEFFICIENTS);
  }

  /** The coefficients with which descent adds. */
  private static double[] adding() {
    double[] coefficients = new double[DeviceRule.COEFFICIENTS];
    DeviceRule.NONE.write(1, 1, false, coefficients, 0);
    coefficients[DeviceRule.FIRST_OWN] = -1;
    return coefficients;
  }

  /** Takes its memory, for the gradients of all ranks. */
  static GradientSum allocate(CudaContext context, Layout layout, ProgramMemory memory, int ranks) {
    context.enter();
    return new GradientSum(context, memory, Math.toIntExact(layout.parameters), ranks);
  }

  /** The whole gradient as one tensor. */
  private ByteBuffer tensor() {
    ByteBuffer table = Tables.part(TENSOR_BYTES);
    return table.putLong(0).putLong(numbers).putInt(numbers).putInt(numbers).putInt(0).putInt(0);
  }

  CudaContext context() {
    return context;
  }

  DType dtype() {
    return memory.dtype;
  }

  /** Numbers of one gradient, padding included. */
  int numbers() {
    return numbers;
  }

  /** Where this device's gradient lies, and the sum afterwards. */
  long own() {
    return memory.parameterGradients;
  }

  /** Where the gradient of a rank is to be put. */
  long gathered(int rank) {
    return memory.at(base, (long) rank * numbers);
  }

  /** Adds up what was gathered, in the stream's order. */
  void sum() {
    context.enter();
    memory.clearParameterGradients();
    for (int rank = 0; rank < ranks; rank++) {
      launch(rank);
    }
  }

  /** Writes the kernel's struct, in which the gradient held stands where parameters do. */
  private void launch(int rank) {
    context
        .arguments()
        .address(own())
        .address(gathered(rank))
        .address(0)
        .address(0)
        .address(tablesAt + tensor)
        .address(tablesAt + chunkTensor)
        .address(tablesAt + chunkIndex)
        .address(tablesAt + replicas)
        .address(coefficientsAt)
        .number(DeviceRule.NONE.code());
    context.launch(kernel, THREADS, 0, chunks, 1, 1);
  }

  @Override
  public void close() {
    context.release(base);
  }
}
