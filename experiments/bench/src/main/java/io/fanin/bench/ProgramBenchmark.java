package io.fanin.bench;

import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Kernels;
import io.fanin.testkit.StepCheck;
import io.fanin.testkit.TrainingShape;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The passes of a program one by one, in JVMs of their own; checked against the reference first.
 *
 * <p>Run by {@code java -cp 'experiments/bench/target/fanin/lib/*' org.openjdk.jmh.Main -p
 * shape=tree-64x8,tree-64x32 -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProgramBenchmark {
  private static final double CHECK_FLOPS = 2e7;

  /** A shape of the catalogue. */
  @Param({"tree-64x8", "tree-64x32", "dense-64-256-256-1"})
  public String shape = "";

  /** Threads of the program. */
  @Param("1")
  public int threads;

  private @Nullable Device device;
  private @Nullable OwnStep step;

  /** For the code that JMH writes. */
  public ProgramBenchmark() {}

  /** Checks the shape and makes its program. */
  @Setup
  public void open() {
    TrainingShape chosen = new Selection().of(shape).get(0);
    Device opened = Kernels.discover().choose(chosen.plan(), DType.FLOAT).open();
    StepCheck.step(opened, chosen.sibling(CHECK_FLOPS), threads);
    device = opened;
    step = new OwnStep(opened, chosen, threads);
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    step().close();
    if (device != null) {
      device.close();
    }
  }

  /** Blocks of a batch. */
  @Benchmark
  public void forward() {
    step().forward();
  }

  /** Blocks, losses and gradient of a batch. */
  @Benchmark
  public void gradient() {
    step().gradient();
  }

  /** The same, and Adam. */
  @Benchmark
  public void wholeStep() {
    step().step();
  }

  private OwnStep step() {
    OwnStep opened = step;
    if (opened == null) {
      throw new IllegalStateException("not set up yet");
    }
    return opened;
  }
}
