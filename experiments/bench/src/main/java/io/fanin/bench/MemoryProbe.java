package io.fanin.bench;

import io.fanin.bench.peer.Terms;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.testkit.BatchData;
import io.fanin.testkit.TrainingShape;
import java.util.Arrays;

/**
 * What a program of a shape takes, in a JVM of its own.
 *
 * <p>Arguments: {@code shape threads device}. Whatever is not the program's comes first: the JVM,
 * kernels warmed up on a sibling, data and first parameters. Prints one line: bytes announced,
 * bytes that the program says it holds after steps of Adam, and how far the process rose at most.
 */
public final class MemoryProbe {
  private static final double SIBLING_FLOPS = 2e7;
  private static final double WARM_SECONDS = 2;
  private static final int STEPS = 5;

  private final TrainingShape shape;
  private final int threads;
  private final Device device;
  private final Optimizer rule = Optimizers.adam();

  private MemoryProbe(TrainingShape shape, int threads, Device device) {
    this.shape = shape;
    this.threads = threads;
    this.device = device;
  }

  /** Where the process enters. */
  public static void main(String[] arguments) {
    TrainingShape shape = new Selection().of(arguments[0]).get(0);
    Kernels kernels = Kernels.discover().only(arguments[2]);
    try (Device device = kernels.choose(shape.plan(), DType.FLOAT).open()) {
      System.out.println(
          new MemoryProbe(shape, Integer.parseInt(arguments[1]), device).measure().line());
    }
  }

  private MemoryUse measure() {
    warm();
    Plan plan = shape.plan();
    BatchData data = BatchData.seeded(plan, shape.batch(), Terms.SEED);
    try (Buffer inputs = table(data, data.inputs(), plan.inputColumns());
        Buffer targets = table(data, data.targets(), plan.targetColumns())) {
      Batch batch = new Batch(inputs, targets, data.rows(), data.count());
      double before = ProcessMemory.restartPeak();
      CompileOptions options = CompileOptions.floats(shape.batch()).withThreads(threads);
      double announced = MemoryUse.known(device.announce(plan, options, rule.slots()));
      try (Program program = device.compile(plan, options)) {
        train(program, batch, data);
        double held = MemoryUse.known(program.bytes());
        return new MemoryUse(announced, held, ProcessMemory.peak() - before);
      }
    }
  }

  /** Has classes loaded and kernels compiled, which takes memory too. */
  private void warm() {
    TrainingShape sibling = shape.sibling(SIBLING_FLOPS).shape();
    try (OwnStep step = new OwnStep(device, sibling, threads)) {
      WarmUp.of(step, WARM_SECONDS);
    }
  }

  private Buffer table(BatchData data, double[] values, int columns) {
    Buffer buffer = device.allocate(DType.FLOAT, data.tableRows(), columns);
    buffer.write(values, 0, data.tableRows());
    return buffer;
  }

  private void train(Program program, Batch batch, BatchData data) {
    double[] rates = new double[program.plan().replicas()];
    Arrays.fill(rates, Terms.RATE);
    double[] losses = new double[program.plan().losses().size()];
    program.writeParameters(data.parameters());
    for (int i = 0; i < STEPS; i++) {
      program.step(batch, rule, rates, losses);
    }
  }
}
