package io.fanin.kernels.cpu.elementary;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Prints nanoseconds of processor time for each element, and the bytes that warm calls allocate,
 * which must be none.
 *
 * <p>Run by hand, with {@code --add-modules jdk.incubator.vector} or without it; names of functions
 * choose among them.
 */
final class ElementaryBenchmark {
  private static final int N = 4096;
  private static final int ROUNDS = 101;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ElementaryBenchmark() {}

  /** Measures all functions, or those named. */
  public static void main(String[] names) {
    System.out.printf(
        "Java %s, vectors: %s%n",
        Runtime.version(), ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    System.out.println("function          float   double   StrictMath   bytes");
    for (Function function : Function.values()) {
      if (names.length == 0 || List.of(names).contains(function.name())) {
        measure(function);
      }
    }
  }

  private static void measure(Function function) {
    double[] z = new double[N];
    float[] x = new float[N];
    for (int i = 0; i < N; i++) {
      z[i] = function.domain(0.001 + 4.0 * (i * 1001 % N) / N);
      x[i] = (float) z[i];
    }
    float[] y = new float[N]; // zeros: slopes would soon multiply others into subnormals
    double[] w = new double[N];
    long[] bytes = new long[1];
    double floats = best(() -> function.floats.run(x, 0, y, 0, N), 800, bytes);
    double doubles = best(() -> function.doubles.run(z, 0, w, 0, N), 400, bytes);
    double strict = best(() -> strict(function, z, w), 8, new long[1]);
    System.out.printf(
        Locale.ROOT,
        "%-15s %7.3f  %7.3f      %7.2f %7d%n",
        function,
        floats,
        doubles,
        strict,
        bytes[0]);
  }

  private static void strict(Function function, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Doubles.value(function, x[i]);
    }
  }

  /** The best round after warm ones; what the second half of the rounds allocates is added up. */
  private static double best(Runnable task, int calls, long[] bytes) {
    repeat(task, 30 * calls);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      repeat(task, calls);
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
      if (round > ROUNDS / 2) {
        bytes[0] += THREADS.getCurrentThreadAllocatedBytes() - before;
      }
    }
    return (double) best / ((double) calls * N);
  }

  private static void repeat(Runnable task, int calls) {
    for (int i = 0; i < calls; i++) {
      task.run();
    }
  }
}
