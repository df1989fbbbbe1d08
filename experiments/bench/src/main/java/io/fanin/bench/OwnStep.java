package io.fanin.bench;

import com.sun.management.ThreadMXBean;
import io.fanin.bench.peer.Terms;
import io.fanin.bench.process.Clock;
import io.fanin.kernel.Batch;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.testkit.BatchData;
import io.fanin.testkit.ProgramFixture;
import io.fanin.testkit.TrainingShape;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Our training step: Adam in single precision. */
final class OwnStep implements Contender {
  /** How many of the first losses are compared with the peer's. */
  static final int FIRST_LOSSES = 3;

  private final Clock clock;
  private final ProgramFixture fixture;
  private final Batch batch;
  private final Optimizer rule = Optimizers.adam();
  private final double[] rates;
  private final double[] losses;
  private final double[] firstLosses = new double[FIRST_LOSSES];
  private final double openSeconds;
  private final ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Timed by the wall's clock. */
  OwnStep(Device device, TrainingShape shape, int threads) {
    this(device, shape, threads, Clock.WALL);
  }

  OwnStep(Device device, TrainingShape shape, int threads, Clock clock) {
    this.clock = clock;
    long start = System.nanoTime();
    Plan plan = shape.plan();
    BatchData data = BatchData.seeded(plan, shape.batch(), Terms.SEED);
    CompileOptions options = CompileOptions.floats(shape.batch()).withThreads(threads);
    fixture = new ProgramFixture(device, plan, options);
    fixture.program().writeParameters(data.parameters());
    batch = fixture.batch(data);
    rates = new double[plan.replicas()];
    Arrays.fill(rates, Terms.RATE);
    losses = new double[plan.losses().size()];
    for (int i = 0; i < FIRST_LOSSES; i++) {
      step();
      firstLosses[i] = Arrays.stream(losses).sum();
    }
    openSeconds = (System.nanoTime() - start) * 1e-9;
  }

  void step() {
    fixture.program().step(batch, rule, rates, losses);
  }

  void forward() {
    fixture.program().forward(batch);
  }

  void gradient() {
    fixture.program().lossAndGradient(batch, losses, false);
  }

  @Override
  public double[] firstLosses() {
    return firstLosses.clone();
  }

  @Override
  public double secondsPerStep(int steps) {
    double start = clock.seconds();
    for (int i = 0; i < steps; i++) {
      step();
    }
    return (clock.seconds() - start) / steps;
  }

  /** How long it took to compile the program and to take the first steps. */
  double openSeconds() {
    return openSeconds;
  }

  @Override
  public double allocatedBytes() {
    return bean.getCurrentThreadAllocatedBytes();
  }

  /** Bytes that the calling thread allocates in so many steps. */
  long allocated(int steps) {
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < steps; i++) {
      step();
    }
    return bean.getCurrentThreadAllocatedBytes() - before;
  }

  @Override
  public void close() {
    fixture.close();
  }
}
