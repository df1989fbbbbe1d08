package io.fanin.kernels.cpu;

import com.sun.management.ThreadMXBean;
import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The measurement behind {@link Choice}: training steps (256 rows, Adam, one thread) of the same
 * plans on every engine, taking turns in one JVM; GFLOP/s of the three matrix products by the
 * processor time of the thread, the best of some rounds, and the bytes that 1,000 warm steps
 * allocate.
 *
 * <p>Arguments: words that a plan's name must hold.
 */
final class EngineBenchmark {
  private static final int ROWS = 256;
  private static final int ROUNDS = 9;
  private static final double ROUND_SECONDS = 0.05;
  private static final ThreadMXBean CLOCK = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private EngineBenchmark() {}

  private static final class Run {
    private final Program program;
    private final Batch batch;
    private final double[] rates;
    private final double[] losses;
    private final Optimizer rule = Optimizers.adam();
    private double seconds = Double.POSITIVE_INFINITY;

    Run(Plan plan, Device device) {
      program = device.compile(plan, CompileOptions.floats(ROWS));
      program.writeParameters(numbers(plan.parameters(), 3));
      Buffer inputs = device.allocate(DType.FLOAT, ROWS, plan.inputColumns());
      inputs.write(numbers(ROWS * plan.inputColumns(), 1), 0, ROWS);
      Buffer targets = device.allocate(DType.FLOAT, ROWS, plan.targetColumns());
      targets.write(numbers(ROWS * plan.targetColumns(), 2), 0, ROWS);
      batch = Batch.first(inputs, targets, ROWS);
      rates = new double[] {1e-3};
      losses = new double[plan.losses().size()];
    }

    private static double[] numbers(int count, int seed) {
      RandomStream random = RandomStream.of(seed, "engines");
      return IntStream.range(0, count).mapToDouble(i -> random.uniform(-0.5, 0.5)).toArray();
    }

    void steps(int count) {
      for (int i = 0; i < count; i++) {
        program.step(batch, rule, rates, losses);
      }
    }

    void round() {
      long cpu = CLOCK.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      int count = 0;
      while (System.nanoTime() - start < ROUND_SECONDS * 1e9) {
        steps(5);
        count += 5;
      }
      seconds = Math.min(seconds, (CLOCK.getCurrentThreadCpuTime() - cpu) * 1e-9 / count);
    }

    /**
     * Until nothing more is allocated, for that tells that all is compiled; some seconds at most.
     */
    void warmUp() {
      long start = System.nanoTime();
      long bytes = 1;
      while (bytes > 0 && System.nanoTime() - start < 10e9 || System.nanoTime() - start < 1e9) {
        bytes = CLOCK.getCurrentThreadAllocatedBytes();
        round();
        bytes = CLOCK.getCurrentThreadAllocatedBytes() - bytes;
      }
    }

    long bytesOf1000() {
      long before = CLOCK.getCurrentThreadAllocatedBytes();
      steps(1000);
      return CLOCK.getCurrentThreadAllocatedBytes() - before;
    }
  }

  private static Map<String, Plan> plans() {
    Map<String, Plan> plans = new LinkedHashMap<>();
    for (int width : new int[] {8, 16, 32, 64}) {
      plans.put("tree of 64, width " + width, tree(64, width));
    }
    for (int width : new int[] {16, 32, 64, 128, 256}) {
      plans.put("dense 3 x " + width, dense(width, width, width, 1));
    }
    return plans;
  }

  private static Plan tree(int inputs, int width) {
    Plan.Builder plan = Plan.builder();
    int[] level = IntStream.range(0, inputs).map(i -> input(plan, i, 1)).toArray();
    int read = 1;
    while (level.length > 1) {
      level = affine(plan, level, 2, read, width, Activation.RELU);
      read = width;
    }
    return head(plan, level, width);
  }

  private static Plan dense(int inputs, int... widths) {
    Plan.Builder plan = Plan.builder();
    int[] level = {input(plan, 0, inputs)};
    int read = inputs;
    for (int i = 0; i + 1 < widths.length; i++) {
      level = affine(plan, level, 1, read, widths[i], Activation.RELU);
      read = widths[i];
    }
    return head(plan, level, read);
  }

  private static Plan head(Plan.Builder plan, int[] level, int read) {
    int[] root = affine(plan, level, 1, read, 1, Activation.IDENTITY);
    return plan.loss(new LossTerm("y", Loss.MSE, root[0], 0, 1, 0, 0)).build();
  }

  private static int input(Plan.Builder plan, int i, int width) {
    return plan.input(new InputBlock("x" + i, i * width, width, 0));
  }

  private static int[] affine(
      Plan.Builder plan, int[] reads, int fanIn, int read, int width, Activation activation) {
    int nodes = reads.length / fanIn;
    int[] widths = new int[fanIn];
    Arrays.fill(widths, read);
    int[] share = IntStream.range(0, nodes).toArray();
    int first = plan.nextBlock();
    plan.add(
        new AffineSpec(
            "a",
            1,
            first,
            widths,
            width,
            activation,
            true,
            reads,
            share,
            new int[nodes],
            false,
            1));
    return IntStream.range(first, first + nodes).toArray();
  }

  /** Prints a line for each plan: the engines' GFLOP/s and bytes. */
  public static void main(String[] words) {
    Choice[] choices = {Choice.at(Home.VECTOR), Choice.at(Home.ONEDNN), Choice.at(Home.PLAIN)};
    System.out.println("plan                      vector   oneDNN    plain  GFLOP/s   bytes/1000");
    plans()
        .forEach(
            (name, plan) -> {
              if (List.of(words).stream().allMatch(name::contains)) {
                report(name, plan, choices);
              }
            });
  }

  private static void report(String name, Plan plan, Choice[] choices) {
    List<Run> runs = new ArrayList<>();
    for (Choice choice : choices) {
      Run run = new Run(plan, new CpuKernelProvider(choice).open());
      run.warmUp();
      run.seconds = Double.POSITIVE_INFINITY;
      runs.add(run);
    }
    for (int round = 0; round < ROUNDS; round++) {
      runs.forEach(Run::round);
    }
    double flop = 6.0 * plan.multiplyAdds() * ROWS;
    StringBuilder line = new StringBuilder("%-24s".formatted(name));
    runs.forEach(run -> line.append("%9.1f".formatted(flop / run.seconds * 1e-9)));
    System.out.println(line + "           " + runs.get(0).bytesOf1000());
  }
}
