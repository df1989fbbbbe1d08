package io.fanin.bench;

import com.sun.management.ThreadMXBean;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Adam;
import io.fanin.optim.Optimizer;
import io.fanin.random.RandomStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times training steps (forward, backward, Adam) of the networks that the foundation's claims
 * train.
 *
 * <p>Programs take turns, so that a slow moment of the machine hits all alike; the median of the
 * rounds counts. GFLOP/s are those of the three matrix products alone; "per cpu" is the best round
 * by the processor time of the calling thread, which a busy machine does not blur.
 *
 * <p>Arguments: {@code [provider] [rounds] [words that a name must hold]…}.
 */
public final class StepBenchmark {
  private static final int ROWS = 256;
  private static final double ROUND_SECONDS = 0.1;

  private StepBenchmark() {}

  private record Case(String name, Plan plan, int threads) {}

  private static final class Run implements AutoCloseable {
    private final Case what;
    private final Program program;
    private final Buffer inputs;
    private final Buffer targets;
    private final double[] rates;
    private final double[] losses;
    private final Batch batch;
    private final Optimizer rule = new Adam(0.9, 0.999, 1e-8);
    private final List<Double> seconds = new ArrayList<>();
    private final ThreadMXBean clock = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytesPerStep;
    private double cpuSeconds = Double.POSITIVE_INFINITY;

    Run(Case what, Device device) {
      this.what = what;
      Plan plan = what.plan();
      program = device.compile(plan, CompileOptions.floats(ROWS).withThreads(what.threads()));
      inputs = table(device, plan.inputColumns(), 1);
      targets = table(device, plan.targetColumns(), 2);
      rates = new double[plan.replicas()];
      Arrays.fill(rates, 1e-3);
      losses = new double[plan.losses().size()];
      batch = Batch.first(inputs, targets, ROWS);
      double[] parameters = numbers(plan.parameters(), 3);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] *= 0.5;
      }
      program.writeParameters(parameters);
    }

    private static Buffer table(Device device, int columns, int stream) {
      Buffer buffer = device.allocate(DType.FLOAT, ROWS, columns);
      buffer.write(numbers(ROWS * columns, stream), 0, ROWS);
      return buffer;
    }

    private static double[] numbers(int count, int seed) {
      RandomStream random = RandomStream.of(seed, "bench");
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = 2 * random.nextDouble() - 1;
      }
      return numbers;
    }

    void round(int steps) {
      long cpu = clock.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        program.step(batch, rule, rates, losses);
      }
      seconds.add((System.nanoTime() - start) * 1e-9 / steps);
      cpuSeconds = Math.min(cpuSeconds, (clock.getCurrentThreadCpuTime() - cpu) * 1e-9 / steps);
    }

    void countAllocation(int steps) {
      long before = clock.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < steps; i++) {
        program.step(batch, rule, rates, losses);
      }
      bytesPerStep = (clock.getCurrentThreadAllocatedBytes() - before) / steps;
    }

    String report() {
      double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double median = sorted[sorted.length / 2];
      double flop = 6.0 * what.plan().multiplyAdds() * ROWS;
      return "%-24s %d %8.0f %8.1f %8.1f %8.1f %8d"
          .formatted(
              what.name(),
              what.threads(),
              1 / median,
              flop / median * 1e-9,
              flop / sorted[0] * 1e-9,
              flop / cpuSeconds * 1e-9,
              bytesPerStep);
    }

    @Override
    public void close() {
      program.close();
      inputs.close();
      targets.close();
    }
  }

  private static Map<String, Plan> plans() {
    Map<String, Plan> plans = new LinkedHashMap<>();
    for (int inputs : new int[] {8, 16}) {
      for (int hidden : new int[] {8, 16, 32}) {
        plans.put(
            "24 trees n=%d 2-%d-1".formatted(inputs, hidden),
            StepPlans.matchedTrees(24, inputs, hidden));
      }
    }
    plans.put("24 dense 16-24-24-1", StepPlans.dense(24, 16, 24, 24, 1));
    for (int width : new int[] {8, 16, 32}) {
      plans.put("tree of 64, width " + width, StepPlans.tree(64, width));
    }
    return plans;
  }

  /** Prints one line for each network and number of threads. */
  public static void main(String[] arguments) {
    KernelProvider provider =
        Kernels.discover().only(arguments.length > 0 ? arguments[0] : "cpu").usable().get(0);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    PrintStream out = System.out;
    try (Device device = provider.open()) {
      List<Run> runs = new ArrayList<>();
      plans()
          .forEach(
              (name, plan) -> {
                if (Arrays.stream(arguments).skip(2).allMatch(name::contains)) {
                  runs.add(new Run(new Case(name, plan, 1), device));
                  runs.add(new Run(new Case(name, plan, 2), device));
                }
              });
      time(runs, rounds);
      out.println("network            threads  steps/s  GFLOP/s     best  per cpu   B/step");
      runs.forEach(run -> out.println(run.report()));
      runs.forEach(Run::close);
    }
  }

  private static void time(List<Run> runs, int rounds) {
    int[] steps = new int[runs.size()];
    for (int i = 0; i < steps.length; i++) {
      runs.get(i).round(200);
      runs.get(i).round(200);
      double step = runs.get(i).seconds.get(1);
      steps[i] = Math.max(1, (int) (ROUND_SECONDS / step));
      runs.get(i).seconds.clear();
    }
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < steps.length; i++) {
        runs.get(i).round(steps[i]);
      }
      if (round == 0) {
        runs.forEach(run -> run.seconds.clear()); // the last of the warm-up
      }
    }
    for (int i = 0; i < steps.length; i++) {
      runs.get(i).countAllocation(Math.min(steps[i], 100));
    }
  }
}
