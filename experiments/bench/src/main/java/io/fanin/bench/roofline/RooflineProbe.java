package io.fanin.bench.roofline;

import io.fanin.bench.process.Clock;
import io.fanin.kernels.cpu.onednn.OneDnn;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Measures a roofline; runs in a JVM of its own, which has the vector module and a fresh compiler.
 *
 * <p>Arguments: {@code threads seconds clock}, the seconds being those of one window. Prints one
 * line for each figure, as {@link RooflineText} reads them.
 */
public final class RooflineProbe {
  private static final int ROUNDS = 2_000;
  private static final int WINDOWS = 5;
  private static final int WARM_CALLS = 5000;
  private static final int WARM_FLOATS = 256;
  private static final int CHUNKS = 16;
  private static final long[] KIBIBYTES = {
    32, 128, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 262_144
  };

  private final Clock clock;
  private final int threads;
  private final double seconds;
  private final ExecutorService pool;

  private RooflineProbe(int threads, double seconds, Clock clock) {
    this.clock = clock;
    this.threads = threads;
    this.seconds = seconds;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Where the process enters. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    RooflineProbe probe =
        new RooflineProbe(
            Integer.parseInt(arguments[0]),
            Double.parseDouble(arguments[1]),
            Clock.valueOf(arguments[2]));
    try {
      out.println(RooflineText.line(probe.measure()));
    } finally {
      probe.pool.shutdown();
    }
  }

  private Roofline measure() throws InterruptedException, ExecutionException {
    warm();
    double peak = best(1e-9 * VectorLoops.flops(ROUNDS), this::multiplyAdds);
    List<Roofline.Reading> readings = new ArrayList<>();
    for (long size : KIBIBYTES) {
      long bytes = size * 1024;
      int floats = (int) (bytes / Float.BYTES / threads);
      readings.add(new Roofline.Reading(bytes, best(4e-9 * floats, () -> reading(floats))));
    }
    int floats = (int) (KIBIBYTES[KIBIBYTES.length - 1] * 1024 / Float.BYTES / threads);
    double copy = best(2 * 4e-9 * floats, () -> copying(floats));
    return new Roofline(threads, peak, sgemm(), readings, copy);
  }

  private double sgemm() throws InterruptedException, ExecutionException {
    if (!OneDnn.problem().isEmpty()) {
      return Double.NaN;
    }
    try (SquareProduct product = new SquareProduct(threads)) {
      return best(1e-9 * product.flopsOfOne(), product::next);
    }
  }

  private Runnable multiplyAdds() {
    float[] scratch = VectorLoops.scratch();
    return () -> VectorLoops.fma(scratch, ROUNDS);
  }

  private static Runnable reading(int floats) {
    float[] data = new float[floats];
    float[] scratch = VectorLoops.scratch();
    return () -> VectorLoops.read(data, scratch);
  }

  private static Runnable copying(int floats) {
    float[] from = new float[floats];
    float[] to = new float[floats];
    return () -> System.arraycopy(from, 0, to, 0, floats);
  }

  /** The best window: work of all threads by their time. */
  private double best(double workOfOne, Supplier<Runnable> maker)
      throws InterruptedException, ExecutionException {
    List<Runnable> works = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      works.add(maker.get());
    }
    double best = 0;
    for (int window = 0; window < WINDOWS; window++) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<Double>> tasks = new ArrayList<>();
      works.forEach(work -> tasks.add(() -> rate(work, start)));
      double sum = 0;
      for (Future<Double> rate : pool.invokeAll(tasks)) {
        sum += workOfOne * rate.get();
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  /** Calls often enough for the compiler, which then does its work at once. */
  private static void warm() {
    float[] scratch = VectorLoops.scratch();
    float[] data = new float[WARM_FLOATS];
    for (int call = 0; call < WARM_CALLS; call++) {
      VectorLoops.fma(scratch, 2);
      VectorLoops.read(data, scratch);
    }
  }

  /** Calls per second. */
  private double rate(Runnable work, CyclicBarrier start) throws Exception {
    work.run();
    start.await();
    double begin = clock.seconds();
    long calls = 0;
    long chunk = 1;
    double passed;
    do {
      for (long i = 0; i < chunk; i++) {
        work.run();
      }
      calls += chunk;
      passed = clock.seconds() - begin;
      if (passed < seconds / CHUNKS) {
        chunk *= 2; // looking at the clock must cost nothing beside the work
      }
    } while (passed < seconds);
    return calls / passed;
  }
}
