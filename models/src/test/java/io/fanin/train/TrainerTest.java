package io.fanin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.kernel.Batch;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainerTest {
  private static final TrainingListener SILENT = new TrainingListener() {};
  private static final List<Objective> SQUARED = List.of(Objective.of(Loss.MSE));
  private static final long[] SEEDS = {5, 6, 7};

  private static TrainingOptions options(long steps, Optimizer rule) {
    return TrainingOptions.of(steps, rule, new Schedule.Cosine(0.05, steps, 0.001));
  }

  private static TrainingResult train(
      Ensemble ensemble, DType dtype, long[] seeds, TrainingOptions options) {
    try (Bench bench = Bench.products(ensemble.withLosses(SQUARED), dtype)) {
      bench.program.writeParameters(ensemble.initial(Initialisers.suited(), seeds));
      long[] orders = Arrays.stream(seeds).map(s -> 10 * s).toArray();
      return new Trainer(bench.program, bench.source(orders), options, List.of()).run(SILENT);
    }
  }

  private static double[] member(Ensemble ensemble, int r, double[] all) {
    double[] own = new double[ensemble.member(r).parameters()];
    ensemble.gather(r, all, own);
    return own;
  }

  @Test
  void linear_network_finds_the_line() {
    Network linear = Bench.network("linear", 2, 1, Map.of());
    double[] x = Bench.inputs();
    double[] t = new double[Bench.ROWS];
    Arrays.setAll(t, i -> 2 * x[2 * i] - x[2 * i + 1] + 0.5);
    try (Bench bench = new Bench(linear.withLoss(Loss.MSE), DType.DOUBLE, 5, x, t)) {
      TrainingOptions options =
          TrainingOptions.of(800, Optimizers.sgd(), new Schedule.Constant(0.2));
      TrainingResult result =
          new Trainer(bench.program, bench.source(1), options, List.of()).run(SILENT);
      assertThat(result.stops()).containsExactly(StopReason.COMPLETED);
      assertThat(result.stopSteps()).containsExactly(800);
      double[] line = {2, -1, 0.5};
      for (int i = 0; i < 3; i++) {
        assertThat(Math.abs(result.parameters()[i] - line[i])).isLessThanOrEqualTo(1e-9);
      }
      assertThat(Metrics.meanLoss("loss", bench.set()).measure(bench.program)[0])
          .isLessThanOrEqualTo(1e-18);
    }
  }

  @Test
  void network_on_fresh_samples_learns_a_product() {
    Network dense = Bench.dense();
    Sampler sampler =
        (step, stream, x, t, count) -> {
          RandomStream random = RandomStream.of(4, "fresh", step, stream);
          for (int i = 0; i < count; i++) {
            x[2 * i] = random.uniform(-1, 1);
            x[2 * i + 1] = random.uniform(-1, 1);
            t[i] = x[2 * i] * x[2 * i + 1];
          }
        };
    try (Bench bench =
            new Bench(dense.withLoss(Loss.MSE), DType.FLOAT, 32, Bench.inputs(), Bench.products());
        FreshSource source = new FreshSource(bench.device, bench.program, sampler, 32)) {
      bench.program.writeParameters(dense.initial(Initialisers.suited(), 3));
      Metric error = Metrics.relativeError("error", bench.set());
      double before = error.measure(bench.program)[0];
      new Trainer(bench.program, source, options(2000, Optimizers.adam()), List.of()).run(SILENT);
      assertThat(before).isGreaterThanOrEqualTo(0.7);
      assertThat(error.measure(bench.program)[0]).isLessThanOrEqualTo(0.25);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void member_of_an_ensemble_has_the_bits_it_has_alone(DType dtype) {
    Ensemble three = Ensemble.of(Bench.dense(), 3, Rows.OWN);
    for (Optimizer rule :
        List.of(Optimizers.adam(), Optimizers.momentum(0.9), Optimizers.adam().clipped(0.1))) {
      double[] factors = {1, 0.3, 2};
      TrainingResult together =
          train(three, dtype, SEEDS, options(50, rule).withRateFactors(factors));
      for (int r = 0; r < 3; r++) {
        TrainingResult alone =
            train(
                Ensemble.of(Bench.dense(), 1, Rows.OWN),
                dtype,
                new long[] {SEEDS[r]},
                options(50, rule).withRateFactors(factors[r]));
        assertThat(member(three, r, together.parameters())).isEqualTo(alone.parameters());
        assertThat(together.history().get(0).trainingLoss()[r])
            .isEqualTo(alone.history().get(0).trainingLoss()[0]);
      }
    }
  }

  @Test
  void rate_of_a_replica_is_the_schedule_times_its_factor() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    TrainingOptions options =
        TrainingOptions.of(1, Optimizers.sgd(), new Schedule.Constant(0.25))
            .withRateFactors(0.5, 0);
    try (Bench bench = Bench.products(two.withLosses(SQUARED), DType.DOUBLE)) {
      double[] start = two.initial(Initialisers.suited(), new long[] {1, 2});
      bench.program.writeParameters(start);
      FiniteSource source = bench.source(3, 4);
      double[] gradient = new double[start.length];
      bench.program.lossAndGradient(source.batch(0), new double[2], false);
      bench.program.readGradient(gradient);
      double[] expected = start.clone();
      bench.program.plan().slices().stream()
          .filter(slice -> slice.replica() == 0)
          .forEach(
              slice -> {
                for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
                  expected[i] -= 0.125 * gradient[i];
                }
              });
      TrainingResult result = new Trainer(bench.program, source, options, List.of()).run(SILENT);
      assertThat(result.parameters()).isEqualTo(expected).isNotEqualTo(start);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void diverged_replica_is_stopped_and_touches_no_other(DType dtype) {
    Ensemble three = Ensemble.of(Bench.dense(), 3, Rows.OWN);
    TrainingOptions options =
        TrainingOptions.of(60, Optimizers.momentum(0.9), new Schedule.Constant(0.01));
    TrainingResult wild = train(three, dtype, SEEDS, options.withRateFactors(1, 1e30, 1));
    TrainingResult calm = train(three, dtype, SEEDS, options);
    assertThat(wild.stops())
        .containsExactly(StopReason.COMPLETED, StopReason.DIVERGED, StopReason.COMPLETED);
    assertThat(wild.finished()).isTrue();
    assertThat(wild.stopSteps()[1]).isBetween(2L, 30L);
    assertThat(wild.history().get(0).trainingLoss()[1]).isNaN();
    for (int r = 0; r < 3; r += 2) {
      assertThat(member(three, r, wild.parameters()))
          .isEqualTo(member(three, r, calm.parameters()));
    }
  }

  @Test
  void run_ends_when_all_replicas_have_diverged() {
    Ensemble one = Ensemble.of(Bench.dense(), 1, Rows.OWN);
    TrainingOptions options =
        TrainingOptions.of(1000, Optimizers.sgd(), new Schedule.Constant(1e300));
    TrainingResult result = train(one, DType.DOUBLE, new long[] {1}, options);
    assertThat(result.stops()).containsExactly(StopReason.DIVERGED);
    assertThat(result.finished()).isTrue();
    assertThat(result.steps()).isEqualTo(result.stopSteps()[0]).isLessThan(10);
  }

  @Test
  void replica_that_reaches_the_target_loss_stops_and_keeps_its_parameters() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    TrainingOptions options = options(400, Optimizers.adam()).withEvaluateEvery(5);
    TrainingResult free = train(two, DType.FLOAT, new long[] {5, 6}, options);
    double target = free.history().get(20).trainingLoss()[0];
    try (Bench bench = Bench.products(two.withLosses(SQUARED), DType.FLOAT)) {
      bench.program.writeParameters(two.initial(Initialisers.suited(), new long[] {5, 6}));
      Trainer trainer =
          new Trainer(
              bench.program, bench.source(50, 60), options.withTargetLoss(target), List.of());
      List<double[]> parameters = new ArrayList<>();
      TrainingResult result =
          trainer.run(
              new TrainingListener() {
                @Override
                public void evaluated(HistoryPoint point) {
                  parameters.add(bench.parameters());
                }
              });
      int reached = (int) (result.stopSteps()[0] / 5) - 1;
      assertThat(result.stops().get(0)).isEqualTo(StopReason.TARGET_REACHED);
      assertThat(reached).isBetween(0, 20);
      for (int e = 0; e < reached; e++) {
        assertThat(result.history().get(e).trainingLoss()[0]).isGreaterThan(target);
      }
      assertThat(result.history().get(reached).trainingLoss()[0]).isLessThanOrEqualTo(target);
      assertThat(member(two, 0, result.parameters()))
          .isEqualTo(member(two, 0, parameters.get(reached)));
      assertThat(result.stopSteps()[1]).isGreaterThan(result.stopSteps()[0]);
    }
  }

  /** Gives each replica the next number of its list at every evaluation. */
  private record Scripted(String name, double[][] values, int[] calls) implements Metric {
    static Scripted of(double[]... values) {
      return new Scripted("scripted", values, new int[1]);
    }

    @Override
    public double[] measure(Program program) {
      int call = calls[0]++;
      return Arrays.stream(values).mapToDouble(v -> v[Math.min(call, v.length - 1)]).toArray();
    }
  }

  @Test
  void early_stopping_keeps_the_best_parameters_of_each_replica() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    TrainingOptions options =
        options(70, Optimizers.adam()).withEvaluateEvery(10).withEarlyStopping("scripted", 2);
    try (Bench bench = Bench.products(two.withLosses(SQUARED), DType.FLOAT)) {
      bench.program.writeParameters(two.initial(Initialisers.suited(), new long[] {5, 6}));
      Metric metric = Scripted.of(new double[] {3, 2, 2, 4, 1}, new double[] {9, 8, 7, 6, 5, 9, 4});
      Trainer trainer = new Trainer(bench.program, bench.source(50, 60), options, List.of(metric));
      List<double[]> parameters = new ArrayList<>();
      TrainingResult result =
          trainer.run(
              new TrainingListener() {
                @Override
                public void evaluated(HistoryPoint point) {
                  parameters.add(bench.parameters());
                }
              });
      assertThat(result.stops()).containsExactly(StopReason.EARLY_STOPPED, StopReason.COMPLETED);
      assertThat(result.stopSteps()).containsExactly(40, 70);
      assertThat(result.bestMetric()).containsExactly(2, 4);
      assertThat(member(two, 0, result.bestParameters()))
          .isEqualTo(member(two, 0, parameters.get(1)));
      assertThat(member(two, 0, result.parameters())).isEqualTo(member(two, 0, parameters.get(3)));
      assertThat(member(two, 1, result.bestParameters()))
          .isEqualTo(member(two, 1, parameters.get(6)));
      assertThat(result.metricNames()).containsExactly("scripted");
      assertThat(result.history().get(5).metrics().get(0)).containsExactly(1, 9);
    }
  }

  @Test
  void metric_that_is_not_a_number_is_no_improvement() {
    Ensemble one = Ensemble.of(Bench.dense(), 1, Rows.OWN);
    TrainingOptions options =
        options(50, Optimizers.adam()).withEvaluateEvery(10).withEarlyStopping("scripted", 2);
    try (Bench bench = Bench.products(one.withLosses(SQUARED), DType.FLOAT)) {
      double[] start = one.initial(Initialisers.suited(), new long[] {5});
      bench.program.writeParameters(start);
      double[] held = bench.parameters();
      Metric metric = Scripted.of(new double[] {Double.NaN});
      TrainingResult result =
          new Trainer(bench.program, bench.source(50), options, List.of(metric)).run(SILENT);
      assertThat(result.stops()).containsExactly(StopReason.EARLY_STOPPED);
      assertThat(result.stopSteps()).containsExactly(20);
      assertThat(result.bestMetric()).containsExactly(Double.NaN);
      assertThat(result.bestParameters()).isEqualTo(held);
    }
  }

  @Test
  void listener_can_end_the_run_and_it_goes_on_with_the_same_bits() {
    Ensemble two = Ensemble.of(Bench.dense(), 2, Rows.OWN);
    TrainingOptions options = options(40, Optimizers.adam()).withEvaluateEvery(15);
    TrainingResult straight = train(two, DType.FLOAT, new long[] {5, 6}, options);
    try (Bench bench = Bench.products(two.withLosses(SQUARED), DType.FLOAT)) {
      bench.program.writeParameters(two.initial(Initialisers.suited(), new long[] {5, 6}));
      Trainer trainer = new Trainer(bench.program, bench.source(50, 60), options, List.of());
      List<Long> heard = new ArrayList<>();
      TrainingListener until =
          new TrainingListener() {
            @Override
            public boolean stepped(long step) {
              heard.add(step);
              return step % 11 != 0;
            }
          };
      TrainingResult first = trainer.run(TrainingListener.all(List.of(until, SILENT)));
      assertThat(first.finished()).isFalse();
      assertThat(first.steps()).isEqualTo(11);
      assertThat(first.stops()).containsOnly(StopReason.RUNNING);
      TrainingResult last = first;
      while (!last.finished()) {
        last = trainer.run(TrainingListener.all(List.of(SILENT, until)));
      }
      assertThat(heard).hasSize(40);
      assertThat(last.parameters()).isEqualTo(straight.parameters());
      assertThat(last.history()).hasSize(3);
      for (int e = 0; e < 3; e++) {
        HistoryPoint point = last.history().get(e);
        assertThat(point.step()).isEqualTo(new long[] {15, 30, 40}[e]);
        assertThat(point.trainingLoss()).isEqualTo(straight.history().get(e).trainingLoss());
      }
    }
  }

  @Test
  void history_holds_the_mean_of_the_batch_losses() {
    Network linear = Bench.network("linear", 2, 1, Map.of());
    double[] x = {1, 0, 0, 1, 1, 1};
    double[] t = {1, 2, 4};
    TrainingOptions still =
        TrainingOptions.of(5, Optimizers.sgd(), new Schedule.Constant(1))
            .withRateFactors(0)
            .withEvaluateEvery(2);
    try (Bench bench = new Bench(linear.withLoss(Loss.MSE), DType.DOUBLE, 3, x, t)) {
      double[] batchLosses = {1, 4, 16, 4, 1};
      BatchSource single =
          new BatchSource() {
            @Override
            public int maxBatch() {
              return 1;
            }

            @Override
            public Batch batch(long step) {
              int row = (int) Math.sqrt(batchLosses[(int) step]) / 2;
              return new Batch(bench.inputs, bench.targets, new int[] {row}, 1);
            }
          };
      Metric loss = Metrics.meanLoss("loss", bench.set());
      TrainingResult result = new Trainer(bench.program, single, still, List.of(loss)).run(SILENT);
      assertThat(result.history()).extracting(HistoryPoint::step).containsExactly(2L, 4L, 5L);
      assertThat(result.history())
          .extracting(p -> p.trainingLoss()[0])
          .containsExactly(2.5, 10.0, 1.0);
      assertThat(result.history()).extracting(p -> p.metrics().get(0)[0]).containsOnly(7.0);
      assertThat(result.steps()).isEqualTo(5);
    }
  }

  @Test
  void wrong_options_are_refused() {
    TrainingOptions good = options(10, Optimizers.adam());
    assertThatThrownBy(() -> good.withEvaluateEvery(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps and evaluateEvery must be >= 1 and patience >= 0, were 10, 0, 0");
    assertThatThrownBy(() -> good.withEarlyStopping("", 3))
        .hasMessage("patience needs a watched metric");
    assertThatThrownBy(() -> good.withTargetLoss(Double.NaN))
        .hasMessage("targetLoss must be a number, was NaN");
    assertThatThrownBy(() -> good.withRateFactors(1, Double.NaN))
        .hasMessage("rate factors must be finite and >= 0, one was NaN");
    try (Bench bench = Bench.products(Bench.dense().withLoss(Loss.MSE), DType.FLOAT)) {
      FiniteSource source = bench.source(1);
      assertThatThrownBy(
              () -> new Trainer(bench.program, source, good.withRateFactors(1, 2), List.of()))
          .hasMessage("2 rate factors for 1 replicas");
      assertThatThrownBy(
              () ->
                  new Trainer(bench.program, source, good.withEarlyStopping("eror", 1), List.of()))
          .hasMessage("no metric 'eror' to watch; there are []");
    }
    try (Bench bench =
        new Bench(Bench.dense().plan(), DType.FLOAT, 5, Bench.inputs(), Bench.products())) {
      FiniteSource source = bench.source(1);
      assertThatThrownBy(() -> new Trainer(bench.program, source, good, List.of()))
          .hasMessage("the plan has no loss terms, so there is nothing to train");
    }
  }
}
