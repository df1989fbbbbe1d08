package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.settings.Settings;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.SetMetric;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A dense network with relu units, all layers trained by Adam; rates are members of one ensemble,
 * and each keeps the parameters that were best on validation rows.
 */
final class GradientLearner implements Learner {
  private static final String VALIDATION = "validation";
  private static final int EVALUATIONS = 20;

  /**
   * How networks are trained.
   *
   * @param rates Adam's first rates to choose from
   * @param seed of first weights and order
   */
  record Training(List<Double> rates, int steps, int batch, long seed) {
    static Training of(SettingValues values, long seed) {
      return new Training(
          values.reals(FeatureLearning.RATES),
          values.integer(FeatureLearning.STEPS),
          values.integer(FeatureLearning.BATCH),
          seed);
    }
  }

  private final Samples samples;
  private final ToDoubleFunction<double[]> constituent;
  private final Training training;
  private final ClaimEnvironment environment;
  private final Network network;

  GradientLearner(
      Samples samples,
      ToDoubleFunction<double[]> constituent,
      Network network,
      Training training,
      ClaimEnvironment environment) {
    this.samples = samples;
    this.constituent = constituent;
    this.training = training;
    this.environment = environment;
    this.network = network;
  }

  /** Numbers of a network, without building it. */
  static long parameters(int inputs, int hidden, int width) {
    return (long) width * (inputs + 2) + 1 + (hidden - 1L) * width * (width + 1);
  }

  /**
   * A dense network that reads all inputs as one block.
   *
   * @param hidden layers
   */
  static Network network(int inputs, int hidden, int width) {
    ArchitectureProvider dense = Architectures.builtIn().get("dense");
    List<InputBlock> blocks = List.of(new InputBlock("x", 0, inputs, 0));
    Settings settings = Settings.of(dense.keys()).with("depth", hidden).with("width", width);
    return dense.build(new ArchitectureRequest(blocks, 1, null, null, settings));
  }

  @Override
  public Learnt learn(int n) throws InterruptedException {
    int members = training.rates().size();
    Ensemble ensemble = Ensemble.of(network, members, Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    int rows = samples.rows().length;
    int batch = Math.min(training.batch(), n);
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, rows, samples.inputs());
        Buffer y = device.allocate(DType.FLOAT, rows, 1);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(batch, 128)))) {
      x.write(Arrays.stream(samples.rows()).flatMapToDouble(Arrays::stream).toArray(), 0, rows);
      y.write(samples.labels(), 0, rows);
      long[] seeds = new long[members];
      Arrays.fill(seeds, training.seed()); // rates are compared from the same start
      program.writeParameters(ensemble.initial(Initialisers.suited(), seeds));
      int end = samples.training() + samples.validation();
      EvaluationSet validation = set(x, samples.training(), end);
      TrainingResult trained = train(program, x, y, n, batch, validation);
      program.writeParameters(trained.bestParameters());
      return best(program, ensemble, trained, set(x, end, rows));
    }
  }

  private EvaluationSet set(Buffer x, int from, int to) {
    return EvaluationSet.shared(x, samples.labels(), 1, 1, range(from, to));
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }

  private TrainingResult train(
      Program program, Buffer x, Buffer y, int n, int batch, EvaluationSet validation)
      throws InterruptedException {
    FiniteSource source =
        new FiniteSource(
            x, y, List.of(new FiniteSource.Stream(range(0, n), training.seed())), batch);
    long steps = training.steps();
    double[] rates = training.rates().stream().mapToDouble(r -> r).toArray();
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Cosine(1, steps, 0))
            .withRateFactors(rates)
            .withEvaluateEvery(Math.max(1, steps / EVALUATIONS))
            .withEarlyStopping(VALIDATION, 0);
    SetMetric metric = Metrics.relativeError(VALIDATION, validation);
    return UntilInterrupted.run(new Trainer(program, source, options, List.of(metric)));
  }

  private Learnt best(
      Program program, Ensemble ensemble, TrainingResult trained, EvaluationSet test) {
    double[] errors = Metrics.relativeError("test", test).measure(program);
    Learnt best = new Learnt(Double.NaN, Double.NaN, Double.NaN, 0);
    int chosen = 0;
    for (int m = 0; m < errors.length; m++) {
      double validation = trained.bestMetric()[m];
      int dead = trained.stops().get(m) == StopReason.DIVERGED ? 1 : 0;
      Learnt one = new Learnt(validation * validation, errors[m] * errors[m], Double.NaN, dead);
      Learnt now = best.or(one);
      chosen = now.validation() == best.validation() ? chosen : m;
      best = now;
    }
    double alignment = alignment(program, ensemble, chosen, test);
    return new Learnt(best.validation(), best.error(), alignment, best.dead());
  }

  private double alignment(Program program, Ensemble ensemble, int member, EvaluationSet test) {
    int end = samples.training() + samples.validation();
    double[][] truth = {
      Arrays.stream(samples.rows(), end, samples.rows().length).mapToDouble(constituent).toArray()
    };
    int first = network.plan().inputs().size();
    int[] blocks = new int[network.plan().blocks() - first];
    Arrays.setAll(blocks, b -> ensemble.block(member, first + b));
    return Alignment.of(program, test, truth, blocks)[0];
  }

  @Override
  public long parameters() {
    return network.trainableParameters();
  }

  @Override
  public long multiplyAdds() {
    return network.multiplyAdds();
  }
}
