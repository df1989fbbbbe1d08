package io.fanin.train;

import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three replicas: one trains to the end, one stops early, one diverges; resumable by another
 * process.
 */
final class ResumableRun implements AutoCloseable {
  static final long STEPS = 200;

  final Bench bench;
  final Trainer trainer;

  ResumableRun(DType dtype, Optimizer rule) {
    bench = Bench.products(plan(), dtype);
    bench.program.writeParameters(ensemble().initial(Initialisers.suited(), new long[] {5, 6, 7}));
    TrainingOptions options =
        TrainingOptions.of(STEPS, rule, new Schedule.Cosine(0.05, STEPS, 0.001))
            .withRateFactors(1, 0.5, 1e200)
            .withEvaluateEvery(10)
            .withEarlyStopping("watched", 4);
    List<Metric> metrics = List.of(Metrics.meanLoss("loss", bench.set()), new Watched());
    trainer = new Trainer(bench.program, bench.source(50, 60, 70), options, metrics);
  }

  static Ensemble ensemble() {
    return Ensemble.of(Bench.dense(), 3, Rows.OWN);
  }

  static Plan plan() {
    return ensemble().withLosses(List.of(Objective.of(Loss.MSE)));
  }

  /** Falls for ever for the first replica; lowest after 50 updates for the second. */
  private static final class Watched implements Metric {
    @Override
    public String name() {
      return "watched";
    }

    @Override
    public double[] measure(Program program) {
      long[] updates = program.readState().numbers();
      return new double[] {-updates[0], Math.abs(updates[1] - 55), updates[2]};
    }
  }

  RunIdentity identity() {
    return RunIdentity.of(trainer, 7);
  }

  TrainingResult train(long until, List<TrainingListener> more) {
    List<TrainingListener> all = new ArrayList<>(more);
    all.add(
        new TrainingListener() {
          @Override
          public boolean stepped(long step) {
            return step < until;
          }
        });
    return trainer.run(TrainingListener.all(all));
  }

  /** Of every bit of a result. */
  static String digest(TrainingResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.steps()).append(result.stops());
    append(text, result.parameters());
    append(text, result.bestParameters());
    append(text, result.bestMetric());
    for (long step : result.stopSteps()) {
      text.append(step).append(' ');
    }
    for (HistoryPoint point : result.history()) {
      text.append(point.step());
      append(text, point.trainingLoss());
      point.metrics().forEach(values -> append(text, values));
    }
    return Digests.hex(text.toString());
  }

  private static void append(StringBuilder text, double[] values) {
    for (double value : values) {
      text.append(Long.toHexString(Double.doubleToLongBits(value))).append(' ');
    }
  }

  /** Goes on from a file and prints the digest. */
  public static void main(String[] arguments) {
    try (ResumableRun run = new ResumableRun(DType.FLOAT, Optimizers.adam())) {
      if (!Checkpoints.resume(run.trainer, Path.of(arguments[0]), run.identity())) {
        throw new IllegalArgumentException("no file " + arguments[0]);
      }
      System.out.println("digest: " + digest(run.train(STEPS, List.of())));
    }
  }

  @Override
  public void close() {
    bench.close();
  }
}
