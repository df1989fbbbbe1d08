package io.fanin.experiments.claim.width;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.function.SparseFunction;
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
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All starts of one architecture at one width, as one ensemble on the same samples. */
final class WidthTask implements TrialTask {
  static final String TRAINING = "training.error";
  static final String TEST = "test.error";
  static final String PARAMETERS = "parameters";
  static final String DEAD = "dead";

  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials = new ArrayList<>();

  WidthTask(Group group, SettingValues values, ClaimEnvironment environment) {
    this.values = values;
    this.environment = environment;
    this.network = group.network(values);
    for (int s = 0; s < values.integer(Overparametrization.SEEDS); s++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("network", network.architecture() + network.settings());
      own.put("start", s);
      for (String key :
          List.of(
              Overparametrization.INPUTS,
              Overparametrization.SAMPLES,
              Overparametrization.TEST,
              Overparametrization.STEPS,
              Overparametrization.BATCH)) {
        own.put(key, values.integer(key));
      }
      own.put("rate", values.real(Overparametrization.RATE));
      own.put("control", values.setup().control());
      trials.add(
          Trial.of(
              "overparametrization",
              group.label(),
              Settings.of(own),
              values.setup().seed(),
              environment.numerics(network.plan(), DType.FLOAT)));
    }
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    SparseFunction target = Group.target(values);
    int samples = values.integer(Overparametrization.SAMPLES);
    int rows = samples + values.integer(Overparametrization.TEST);
    double[] inputs = target.sample(RandomStream.of(values.setup().seed(), "width-rows"), rows);
    double[] outputs = target.evaluate(inputs, rows);
    if (values.setup().control()) {
      shuffle(outputs, samples);
    }
    Ensemble ensemble = Ensemble.of(network, trials.size(), Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    int batch = Math.min(values.integer(Overparametrization.BATCH), samples);
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, rows, target.inputWidth());
        Buffer y = device.allocate(DType.FLOAT, rows, 1);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(batch, 64)))) {
      x.write(inputs, 0, rows);
      y.write(outputs, 0, rows);
      program.writeParameters(ensemble.initial(Initialisers.suited(), initialSeeds()));
      int[] all = new int[rows];
      Arrays.setAll(all, r -> r);
      int[] training = Arrays.copyOf(all, samples);
      TrainingResult trained = train(program, x, y, training, batch);
      int[] test = Arrays.copyOfRange(all, samples, rows);
      return results(
          trained, error(program, x, outputs, training), error(program, x, outputs, test));
    }
  }

  /** Labels of the samples in random order; those of the test rows stay. */
  private void shuffle(double[] outputs, int samples) {
    int[] from = RandomStream.of(values.setup().seed(), "width-shuffle").permutation(samples);
    double[] own = Arrays.copyOf(outputs, samples);
    for (int r = 0; r < samples; r++) {
      outputs[r] = own[from[r]];
    }
  }

  private long[] initialSeeds() {
    long[] seeds = new long[trials.size()];
    for (int s = 0; s < seeds.length; s++) {
      seeds[s] = RandomStream.of(values.setup().seed(), "width-init", s).nextLong();
    }
    return seeds;
  }

  private TrainingResult train(Program program, Buffer x, Buffer y, int[] rows, int batch)
      throws InterruptedException {
    long order = RandomStream.of(values.setup().seed(), "width-order").nextLong();
    FiniteSource source =
        new FiniteSource(x, y, List.of(new FiniteSource.Stream(rows, order)), batch);
    long steps = values.integer(Overparametrization.STEPS);
    Schedule schedule = new Schedule.Cosine(values.real(Overparametrization.RATE), steps, 0);
    TrainingOptions options = TrainingOptions.of(steps, Optimizers.adam(), schedule);
    return UntilInterrupted.run(new Trainer(program, source, options, List.of()));
  }

  private double[] error(Program program, Buffer x, double[] outputs, int[] rows) {
    return Metrics.relativeError("error", EvaluationSet.shared(x, outputs, 1, 1, rows))
        .measure(program);
  }

  private List<TrialResult> results(TrainingResult trained, double[] training, double[] test) {
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < trials.size(); s++) {
      results.add(
          TrialResult.of(trials.get(s))
              .number(TRAINING, training[s])
              .number(TEST, test[s])
              .number(PARAMETERS, network.trainableParameters())
              .number(DEAD, trained.stops().get(s) == StopReason.DIVERGED ? 1 : 0)
              .build());
    }
    return results;
  }
}
