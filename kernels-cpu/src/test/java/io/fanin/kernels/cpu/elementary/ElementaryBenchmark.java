package io.fanin.kernels.cpu.elementary;

import com.sun.management.ThreadMXBean;
import io.fanin.kernel.Activation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Prints nanoseconds of processor time for each element and the bytes that warm calls allocate, which must be none.
 *
 * <p>Run by hand, with {@code --add-modules jdk.incubator.vector}; without it, the scalar loops are
 * measured.
 */
final class ElementaryBenchmark {
  private static final int N = 4096;
  private static final int ROUNDS = 101;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private interface FloatLoop {
    void run(float[] x, int from, float[] y, int to, int n);
  }

  private interface DoubleLoop {
    void run(double[] x, int from, double[] y, int to, int n);
  }

  private record Entry(FloatLoop single, DoubleLoop twice, DoubleUnaryOperator strict) {}

  private ElementaryBenchmark() {}

  /** Measures all, or the functions that are named. */
  public static void main(String[] names) {
    System.out.printf("%s %s%n", Runtime.version(), ModuleLayer.boot().findModule("jdk.incubator.vector"));
    System.out.printf("%-18s %8s %8s %10s %6s%n", "ns/element", "float", "double", "StrictMath", "bytes");
    entries()
        .forEach(
            (name, entry) -> {
              if (names.length == 0 || Arrays.asList(names).contains(name)) {
                measure(name, entry);
              }
            });
  }

  private static Map<String, Entry> entries() {
    Map<String, Entry> all = new LinkedHashMap<>();
    all.put("exp", new Entry(FloatElementary::exp, DoubleElementary::exp, StrictMath::exp));
    all.put("log", new Entry(FloatElementary::log, DoubleElementary::log, StrictMath::log));
    all.put("log1p", new Entry(FloatElementary::log1p, DoubleElementary::log1p, StrictMath::log1p));
    all.put("tanh", of(Activation.TANH, FloatElementary::tanh, DoubleElementary::tanh));
    all.put("sigmoid", of(Activation.SIGMOID, FloatElementary::sigmoid, DoubleElementary::sigmoid));
    all.put(
        "softplus", of(Activation.SOFTPLUS, FloatElementary::softplus, DoubleElementary::softplus));
    all.put("gelu", of(Activation.GELU, FloatElementary::gelu, DoubleElementary::gelu));
    all.put("silu", of(Activation.SILU, FloatElementary::silu, DoubleElementary::silu));
    all.put("sine", of(Activation.SINE, FloatElementary::sine, DoubleElementary::sine));
    slopes(all);
    return all;
  }

  private static void slopes(Map<String, Entry> all) {
    all.put(
        "tanhGradient",
        slope(Activation.TANH, FloatElementary::tanhGradient, DoubleElementary::tanhGradient));
    all.put(
        "sigmoidGradient",
        slope(
            Activation.SIGMOID,
            FloatElementary::sigmoidGradient,
            DoubleElementary::sigmoidGradient));
    all.put(
        "softplusGradient",
        slope(
            Activation.SOFTPLUS,
            FloatElementary::softplusGradient,
            DoubleElementary::softplusGradient));
    all.put(
        "geluGradient",
        slope(Activation.GELU, FloatElementary::geluGradient, DoubleElementary::geluGradient));
    all.put(
        "siluGradient",
        slope(Activation.SILU, FloatElementary::siluGradient, DoubleElementary::siluGradient));
    all.put(
        "sineGradient",
        slope(Activation.SINE, FloatElementary::sineGradient, DoubleElementary::sineGradient));
  }

  private static Entry of(Activation activation, FloatLoop single, DoubleLoop twice) {
    return new Entry(single, twice, activation::value);
  }

  private static Entry slope(Activation activation, FloatLoop single, DoubleLoop twice) {
    return new Entry(single, twice, x -> activation.derivative(x, x));
  }

  private static void measure(String name, Entry entry) {
    float[] x = new float[N];
    double[] z = new double[N];
    for (int i = 0; i < N; i++) {
      z[i] = 0.001 + 4.0 * i / N;
      x[i] = (float) z[i];
    }
    float[] y = new float[N];
    double[] w = new double[N];
    long[] bytes = new long[1];
    double single = best(() -> entry.single.run(x, 0, y, 0, N), 800, bytes);
    double twice = best(() -> entry.twice.run(z, 0, w, 0, N), 400, bytes);
    double strict = best(() -> strict(entry.strict, z, w), 8, new long[1]);
    System.out.printf(
        Locale.ROOT, "%-18s %8.3f %8.3f %10.2f %6d%n", name, single, twice, strict, bytes[0]);
  }

  private static void strict(DoubleUnaryOperator f, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = f.applyAsDouble(x[i]);
    }
  }

  /** Best round after a warm one; what the second half of the rounds allocates is added up. */
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
