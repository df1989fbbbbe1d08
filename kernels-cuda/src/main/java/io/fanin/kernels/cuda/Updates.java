package io.fanin.kernels.cuda;

import io.fanin.kernel.DType;
import io.fanin.kernel.HostParameters;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ProgramChecks;
import io.fanin.kernels.cuda.KernelLibrary.Family;
import io.fanin.optim.Optimizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Parameters, gradient held and optimizer state on the device, and the updates.
 *
 * <p>Built-in elementwise rules run on the device in one launch. Rules that clip, project or are
 * not built in look at more than the kernel sees: they run on the host, on copies, as the SPI
 * defines them.
 */
final class Updates implements AutoCloseable {
  private static final int THREADS = 128;

  private final CudaContext context;
  private final Plan plan;
  private final Layout layout;
  private final ProgramMemory memory;
  private final UpdateTables tables;
  private final Transfers transfers;
  private final Kernel kernel;
  private final long[] numbers;
  private final double[] coefficients;
  private int slots;
  private long state; // address of the slots, 0 where there are none

  Updates(CudaContext context, Layout layout, UpdateTables tables, ProgramMemory memory) {
    this.context = context;
    this.layout = layout;
    this.tables = tables;
    this.memory = memory;
    plan = layout.plan;
    transfers = new Transfers(context);
    kernel = context.kernels().kernel(Family.UPDATE, Passes.name("update", memory.dtype));
    numbers = new long[plan.replicas()];
    coefficients = new double[groups(tables, plan) * DeviceRule.COEFFICIENTS];
  }

  static int groups(UpdateTables tables, Plan plan) {
    return Math.multiplyExact(2 * tables.scales.size(), plan.replicas());
  }

  void readParameters(double[] out) {
    ProgramChecks.length("parameters", out.length, plan.parameters());
    read(memory.parameters, out);
  }

  void writeParameters(double[] in) {
    ProgramChecks.length("parameters", in.length, plan.parameters());
    write(memory.parameters, in, true);
  }

  void readGradient(double[] out) {
    ProgramChecks.length("gradient", out.length, plan.parameters());
    read(memory.parameterGradients, out);
  }

  void writeGradient(double[] in) {
    ProgramChecks.length("gradient", in.length, plan.parameters());
    write(memory.parameterGradients, in, false);
  }

  private void read(long start, double[] out) {
    for (int s = 0; s < plan.specs().size(); s++) {
      long at = memory.at(start, layout.parameter(s));
      transfers.download(memory.dtype, at, out, plan.parameterOffset(s), layout.parameters(s));
    }
  }

  private void write(long start, double[] in, boolean frozenToo) {
    for (int s = 0; s < plan.specs().size(); s++) {
      if (frozenToo || !layout.spec(s).frozen()) {
        long at = memory.at(start, layout.parameter(s));
        transfers.upload(memory.dtype, at, in, plan.parameterOffset(s), layout.parameters(s));
      }
    }
  }

  OptimizerState readState() {
    double[][] copy = new double[slots][plan.parameters()];
    for (int slot = 0; slot < slots; slot++) {
      read(slot(slot), copy[slot]);
    }
    return new OptimizerState(numbers.clone(), copy);
  }

  /** Replaces the state; true if it lies elsewhere now. */
  boolean writeState(OptimizerState fresh) {
    ProgramChecks.state(plan, fresh);
    boolean moved = allocateState(fresh.slots().length);
    System.arraycopy(fresh.numbers(), 0, numbers, 0, numbers.length);
    for (int slot = 0; slot < slots; slot++) {
      write(slot(slot), fresh.slots()[slot], true);
    }
    return moved;
  }

  private long slot(int slot) {
    return memory.at(state, slot * layout.parameters);
  }

  private boolean allocateState(int wanted) {
    if (wanted == slots) {
      return false;
    }
    long bytes = stateBytes(layout, memory.dtype, wanted);
    long address = wanted == 0 ? 0 : context.allocate("optimizer state", bytes);
    context.clear(address, bytes);
    releaseState();
    state = address;
    slots = wanted;
    return true;
  }

  /** Bytes of the state of a rule that keeps so many numbers for each parameter. */
  static long stateBytes(Layout layout, DType dtype, int slots) {
    return Math.multiplyExact(slots * layout.parameters, dtype.bytes());
  }

  /** Bytes of the state that it holds. */
  long stateBytes() {
    return stateBytes(layout, memory.dtype, slots);
  }

  private void releaseState() {
    if (state != 0) {
      context.release(state);
      state = 0;
    }
  }

  /**
   * Makes the state fit a rule.
   *
   * @return true if the state lies elsewhere now
   * @throws IllegalArgumentException if another rule's state is held
   */
  boolean prepare(Optimizer rule) {
    if (slots == rule.slots()) {
      return false;
    }
    for (long number : numbers) {
      if (number > 0) {
        throw new IllegalArgumentException(
            "the state has %d values per parameter, but rule %s keeps %d; write a fresh state first"
                .formatted(slots, rule.id(), rule.slots()));
      }
    }
    return allocateState(rule.slots());
  }

  /** Applies the gradient held; the rule has been prepared for. */
  void apply(Optimizer rule, double[] rates) {
    Optional<DeviceRule> onDevice = DeviceRule.of(rule);
    if (onDevice.isPresent()) {
      advance(onDevice.get(), rates);
      launchAll(onDevice.get());
    } else {
      applyOnHost(rule, rates);
    }
  }

  /** Counts an update and uploads its coefficients. */
  void advance(DeviceRule rule, double[] rates) {
    Arrays.fill(coefficients, 0);
    for (int replica = 0; replica < rates.length; replica++) {
      if (rates[replica] > 0) {
        numbers[replica]++;
        for (int scale = 0; scale < tables.scales.size(); scale++) {
          double rate = rates[replica] * tables.scales.get(scale);
          int at = 2 * (scale * rates.length + replica) * DeviceRule.COEFFICIENTS;
          rule.write(rate, numbers[replica], false, coefficients, at);
          rule.write(rate, numbers[replica], true, coefficients, at + DeviceRule.COEFFICIENTS);
        }
      }
    }
    transfers.upload(DType.DOUBLE, memory.coefficients, coefficients, 0, coefficients.length);
  }

  /** The update of what the backward pass has not updated, as {@link #advance} prepared it. */
  void launchRest(DeviceRule rule) {
    launch(rule, tables.plainChunks);
  }

  /** The update of everything. */
  void launchAll(DeviceRule rule) {
    launch(rule, tables.chunks);
  }

  private void launch(DeviceRule rule, int chunks) {
    write(context.arguments(), rule);
    context.launch(kernel, THREADS, 0, chunks, 1, 1);
  }

  /** Writes the kernels' struct; 8 bytes less 4 of padding at its end. */
  void write(Arguments arguments, DeviceRule rule) {
    arguments
        .address(memory.parameters)
        .address(memory.parameterGradients)
        .address(slots > 0 ? slot(0) : 0)
        .address(slots > 1 ? slot(1) : 0);
    tables.writeTables(arguments, memory.tables);
    arguments.address(memory.coefficients).number(rule.code());
  }

  /** Writes what the backward pass of a spec needs to find its coefficients. */
  void writePlace(Arguments arguments, int spec) {
    arguments
        .address(layout.parameter(spec))
        .number(tables.firstGroup(spec))
        .number(tables.firstShare(spec));
  }

  private void applyOnHost(Optimizer rule, double[] rates) {
    HostParameters copy = new HostParameters(plan, memory.dtype);
    double[] numbersOfPlan = new double[plan.parameters()];
    readParameters(numbersOfPlan);
    copy.writeParameters(numbersOfPlan);
    readGradient(numbersOfPlan);
    copy.writeGradient(numbersOfPlan);
    copy.writeState(readState());
    copy.apply(rule, rates);
    copy.readParameters(numbersOfPlan);
    writeParameters(numbersOfPlan);
    writeState(copy.readState());
  }

  @Override
  public void close() {
    releaseState();
  }
}
