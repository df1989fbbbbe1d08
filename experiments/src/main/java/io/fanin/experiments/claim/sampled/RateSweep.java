package io.fanin.experiments.claim.sampled;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.experiments.stats.Moments;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.SetMetric;
import io.fanin.train.SetValues;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One network at every rate on the first rows of every seed's samples, as one ensemble: Adam with a
 * cosine, the parameters at the best validation error are kept. Initialisation and order of rows
 * are keyed by the seed alone, so they are paired over networks, rates and sizes.
 *
 * @param network of one output; its hidden blocks are aligned with the constituents
 * @param rates learning rates
 * @param samples of each seed, all of one shape
 * @param rows rows of each seed to train on
 * @param steps of Adam
 * @param batch rows in a step
 * @param seed root of the streams
 * @param purpose of the streams, such as the claim's id
 */
public record RateSweep(
    Network network,
    List<Double> rates,
    List<Samples> samples,
    int rows,
    int steps,
    int batch,
    long seed,
    String purpose) {
  private static final int EVALUATIONS = 25; // looks at the validation rows, over a run

  /**
   * What one network gave.
   *
   * @param validation mean square on validation rows
   * @param test mean square on test rows
   * @param dead whether its loss was no longer finite
   * @param alignment for each of the target's constituents the largest correlation with a hidden
   *     unit; empty without constituents
   */
  public record Outcome(double validation, double test, boolean dead, double[] alignment) {
    /** The mean over the constituents; NaN without. */
    public double meanAlignment() {
      return alignment.length == 0 ? Double.NaN : Moments.mean(alignment);
    }
  }

  /**
   * Trains them all.
   *
   * @return seed by seed at the first rate, then at the next
   */
  public List<Outcome> run(ClaimEnvironment environment) throws InterruptedException {
    Ensemble ensemble = Ensemble.of(network, rates.size() * samples.size(), Rows.OWN);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    int all = samples.size() * samples.get(0).rows();
    double[] labels = concatenated(true);
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, all, samples.get(0).width());
        Buffer y = device.allocate(DType.FLOAT, all, 1);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(64, batch)))) {
      x.write(concatenated(false), 0, all);
      y.write(labels, 0, all);
      program.writeParameters(ensemble.initial(Initialisers.suited(), initialSeeds()));
      SetMetric validation =
          Metrics.rootMeanSquareError(
              "validation", set(x, labels, Samples::firstValidation, samples.get(0).validation()));
      TrainingResult trained = train(program, x, y, validation);
      program.writeParameters(trained.bestParameters());
      EvaluationSet test = set(x, labels, Samples::firstTest, samples.get(0).test());
      return outcomes(
          trained,
          validation.measure(program),
          Metrics.rootMeanSquareError("test", test).measure(program),
          alignment(ensemble, program, test));
    }
  }

  private int member(int k) {
    return k % samples.size();
  }

  private int members() {
    return rates.size() * samples.size();
  }

  private double[] concatenated(boolean labels) {
    return samples.stream()
        .flatMapToDouble(s -> Arrays.stream(labels ? s.labels() : s.inputs()))
        .toArray();
  }

  private long[] initialSeeds() {
    long[] seeds = new long[members()];
    Arrays.setAll(seeds, k -> RandomStream.of(seed, purpose + "-init", member(k)).nextLong());
    return seeds;
  }

  private int[] range(int k, int from, int count) {
    int first = member(k) * samples.get(0).rows() + from;
    int[] range = new int[count];
    Arrays.setAll(range, r -> first + r);
    return range;
  }

  private EvaluationSet set(Buffer x, double[] labels, ToIntFunction<Samples> from, int count) {
    int[][] chosen = new int[members()][];
    Arrays.setAll(chosen, k -> range(k, from.applyAsInt(samples.get(0)), count));
    return new EvaluationSet(x, labels, 1, chosen);
  }

  private TrainingResult train(Program program, Buffer x, Buffer y, SetMetric validation)
      throws InterruptedException {
    List<FiniteSource.Stream> streams = new ArrayList<>();
    double[] factors = new double[members()];
    for (int k = 0; k < members(); k++) {
      long order = RandomStream.of(seed, purpose + "-order", member(k)).nextLong();
      streams.add(new FiniteSource.Stream(range(k, 0, rows), order));
      factors[k] = rates.get(k / samples.size());
    }
    FiniteSource source = new FiniteSource(x, y, streams, batch);
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Cosine(1, steps, 0))
            .withRateFactors(factors)
            .withEvaluateEvery(Math.max(1, steps / EVALUATIONS))
            .withEarlyStopping(validation.name(), 0);
    return UntilInterrupted.run(new Trainer(program, source, options, List.of(validation)));
  }

  /** Of every member, with one forward pass over the test rows. */
  private double[][] alignment(Ensemble ensemble, Program program, EvaluationSet test) {
    double[][] alignment = new double[members()][0];
    if (samples.get(0).truth().length == 0) {
      return alignment;
    }
    int first = network.plan().inputs().size();
    int[][] hidden = new int[members()][network.plan().blocks() - first];
    for (int k = 0; k < members(); k++) {
      int own = k;
      Arrays.setAll(hidden[k], b -> ensemble.block(own, first + b));
    }
    SetValues values =
        test.evaluate(program, Arrays.stream(hidden).flatMapToInt(Arrays::stream).toArray());
    for (int k = 0; k < members(); k++) {
      alignment[k] = Alignment.of(values, samples.get(member(k)).truth(), hidden[k]);
    }
    return alignment;
  }

  private List<Outcome> outcomes(
      TrainingResult trained, double[] validation, double[] test, double[][] alignment) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int k = 0; k < members(); k++) {
      outcomes.add(
          new Outcome(
              validation[k] * validation[k],
              test[k] * test[k],
              trained.stops().get(k) == StopReason.DIVERGED,
              alignment[k]));
    }
    return outcomes;
  }
}
