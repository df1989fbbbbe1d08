package io.fanin.experiments.claim.bounds;

import io.fanin.bounds.Bound;
import io.fanin.bounds.GeneralizationBounds;
import io.fanin.bounds.LayerOperator;
import io.fanin.bounds.LayeredNetwork;
import io.fanin.bounds.SampleNorms;
import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.experiments.target.Digits;
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
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some networks, trained on the same digits from different starts, and all their bounds. */
final class BoundsTask implements TrialTask {
  static final String NAMES = "names";
  static final String LOGS = "log2";
  static final String DOMINANT = "dominant";
  static final String TEST_ERROR = "test.error";
  static final String MARGIN_ERROR = "margin.error";
  static final String RATIO = "architecture.ratio";
  static final String CLOSED = "architecture.closed";
  static final String COUNTED = "sparse.counted.log2";

  private final int from;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials;

  BoundsTask(int from, int to, SettingValues values, ClaimEnvironment environment) {
    this.from = from;
    this.values = values;
    this.environment = environment;
    this.network = DigitNetwork.of(values);
    this.trials = new ArrayList<>();
    boolean shipped = values.text(NormBounds.DATA).isEmpty();
    String data = shipped ? "" : NormBounds.digits(values).digest();
    for (int s = from; s < to; s++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("network", network.architecture() + network.settings());
      own.put("start", s);
      for (String key : List.of(NormBounds.SAMPLES, NormBounds.EPOCHS, NormBounds.BATCH)) {
        own.put(key, values.integer(key));
      }
      for (String key :
          List.of(NormBounds.RATE, NormBounds.MOMENTUM, NormBounds.DECAY, NormBounds.DELTA)) {
        own.put(key, values.real(key));
      }
      if (!shipped) {
        own.put("data", data);
      }
      trials.add(
          Trial.of(
              "bounds",
              network.architecture(),
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
    Digits digits = NormBounds.digits(values);
    int[] order = RandomStream.of(values.setup().seed(), "bounds-split").permutation(digits.rows());
    int[] training = Arrays.copyOf(order, values.integer(NormBounds.SAMPLES));
    int[] test = Arrays.copyOfRange(order, training.length, digits.rows());
    double[] targets = targets(digits.labels());
    Ensemble ensemble = Ensemble.of(network, trials.size(), Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, digits.rows(), digits.each());
        Buffer y = device.allocate(DType.FLOAT, digits.rows(), Digits.CLASSES);
        Program program = device.compile(plan, CompileOptions.floats(64))) {
      x.write(digits.pixels(), 0, digits.rows());
      y.write(targets, 0, digits.rows());
      program.writeParameters(ensemble.initial(Initialisers.suited(), initialSeeds()));
      train(program, x, y, training);
      double[] margins = margins(program, ensemble, x, targets, training, digits.labels(), 1);
      double[] errors = margins(program, ensemble, x, targets, test, digits.labels(), 0);
      double[] parameters = new double[plan.parameters()];
      program.readParameters(parameters);
      List<TrialResult> results = new ArrayList<>();
      for (int m = 0; m < trials.size(); m++) {
        double[] own = new double[network.parameters()];
        ensemble.gather(m, parameters, own);
        results.add(result(m, own, digits, training, margins[m], errors[m]));
      }
      return results;
    }
  }

  private static double[] targets(int[] labels) {
    double[] targets = new double[labels.length * Digits.CLASSES];
    Arrays.fill(targets, -1);
    for (int r = 0; r < labels.length; r++) {
      targets[r * Digits.CLASSES + labels[r]] = 1;
    }
    return targets;
  }

  private long[] initialSeeds() {
    long[] seeds = new long[trials.size()];
    for (int m = 0; m < seeds.length; m++) {
      seeds[m] = RandomStream.of(values.setup().seed(), "bounds-init", from + m).nextLong();
    }
    return seeds;
  }

  private void train(Program program, Buffer x, Buffer y, int[] training)
      throws InterruptedException {
    long key = RandomStream.of(values.setup().seed(), "bounds-order").nextLong();
    FiniteSource source =
        new FiniteSource(
            x,
            y,
            List.of(new FiniteSource.Stream(training, key)),
            Math.min(values.integer(NormBounds.BATCH), 64));
    long steps = values.integer(NormBounds.EPOCHS) * source.stepsPerEpoch();
    double momentum = values.real(NormBounds.MOMENTUM);
    Optimizer rule =
        (momentum > 0 ? Optimizers.momentum(momentum) : Optimizers.sgd())
            .decayed(values.real(NormBounds.DECAY));
    Schedule schedule = new Schedule.Cosine(values.real(NormBounds.RATE), steps, 0);
    UntilInterrupted.run(
        new Trainer(program, source, TrainingOptions.of(steps, rule, schedule), List.of()));
  }

  /** For each network the share of rows whose margin is at most 0, or below a positive one. */
  private static double[] margins(
      Program program,
      Ensemble ensemble,
      Buffer x,
      double[] targets,
      int[] rows,
      int[] labels,
      double margin) {
    EvaluationSet set = EvaluationSet.shared(x, targets, Digits.CLASSES, 1, rows);
    int[] blocks = new int[ensemble.size()];
    for (int m = 0; m < blocks.length; m++) {
      blocks[m] = ensemble.output(m, Network.OUTPUT).block();
    }
    double[][] outputs = set.values(program, blocks);
    double[] shares = new double[blocks.length];
    for (int m = 0; m < blocks.length; m++) {
      for (int r = 0; r < rows.length; r++) {
        double own = outputs[m][r * Digits.CLASSES + labels[rows[r]]];
        double other = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < Digits.CLASSES; c++) {
          other =
              c == labels[rows[r]] ? other : Math.max(other, outputs[m][r * Digits.CLASSES + c]);
        }
        boolean fine = margin > 0 ? own - other >= margin : own > other;
        shares[m] += fine ? 0 : 1.0 / rows.length;
      }
    }
    return shares;
  }

  private TrialResult result(
      int member, double[] own, Digits digits, int[] training, double margin, double error) {
    LayeredNetwork layered = LayeredNetwork.of(network.plan(), own);
    SampleNorms sample = SampleNorms.of(layered, digits.pixels(), digits.each(), training);
    GeneralizationBounds bounds =
        new GeneralizationBounds(
            layered, sample, Digits.CLASSES, Math.min(1, margin), values.real(NormBounds.DELTA));
    List<Bound> all = bounds.all();
    return TrialResult.of(trials.get(member))
        .text(NAMES, String.join(",", all.stream().map(Bound::name).toList()))
        .series(LOGS, all.stream().mapToDouble(Bound::log2).toArray())
        .text(DOMINANT, String.join(",", all.stream().map(b -> b.dominant().name()).toList()))
        .number(COUNTED, bounds.sparse(true).log2())
        .number(MARGIN_ERROR, margin)
        .number(TEST_ERROR, error)
        .number(RATIO, bounds.architectureRatio())
        .number(CLOSED, closed(layered))
        .build();
  }

  /** The published formula from places and fan-ins. */
  private static double closed(LayeredNetwork layered) {
    List<LayerOperator> hidden = layered.layers().subList(0, layered.depth() - 1);
    double places = 1;
    double fields = 1;
    for (LayerOperator layer : hidden) {
      places *= layer.nodes();
      fields *= layer.maxFanIn();
    }
    double depth = layered.depth();
    double classes = StrictMath.log(Digits.CLASSES);
    double dense = 1 + Math.sqrt(2 * (depth * StrictMath.log(2) + classes));
    double sparse = 1 + Math.sqrt(2 * (depth * StrictMath.log(2.0 * layered.degree()) + classes));
    return Math.sqrt(places / fields) * dense / sparse;
  }
}
