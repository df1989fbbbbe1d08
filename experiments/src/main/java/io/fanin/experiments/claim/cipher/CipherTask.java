package io.fanin.experiments.claim.cipher;

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
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One network: trained until the validation loss no longer falls, and measured on new blocks. */
final class CipherTask implements TrialTask {
  static final String RIGHT = "right";
  static final String EPOCHS = "epochs";
  static final String LOSS = "training.loss";
  static final String ALIGNMENT = "alignment";
  private static final String WATCHED = "validation.loss";

  private final Group group;
  private final SettingValues values;
  private final Supplier<CipherData> source;
  private final ClaimEnvironment environment;
  private final Network network;
  private final Trial trial;

  CipherTask(
      Group group,
      SettingValues values,
      Supplier<CipherData> source,
      ClaimEnvironment environment) {
    this.group = group;
    this.values = values;
    this.source = source;
    this.environment = environment;
    this.network = group.network(values);
    Map<String, Object> own = new TreeMap<>();
    own.put("rounds", group.rounds());
    own.put("bit", group.bit());
    own.put("network", network.architecture() + network.settings());
    for (String key :
        List.of(
            NotSufficient.BLOCK,
            NotSufficient.BITS,
            NotSufficient.SAMPLES,
            NotSufficient.VALIDATION,
            NotSufficient.TEST,
            NotSufficient.EPOCHS,
            NotSufficient.PATIENCE,
            NotSufficient.BATCH)) {
      own.put(key, values.integer(key));
    }
    own.put("rate", rate());
    own.put("control", values.setup().control());
    trial =
        Trial.of(
            "not-sufficient",
            group.arm().name().toLowerCase(java.util.Locale.ROOT),
            Settings.of(own),
            values.setup().seed(),
            environment.numerics(network.plan(), DType.FLOAT));
  }

  private double rate() {
    return values.real(group.arm() == Arm.DENSE ? NotSufficient.RATE : NotSufficient.NODE_RATE);
  }

  @Override
  public List<Trial> trials() {
    return List.of(trial);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    CipherData data = source.get();
    Plan plan = network.withLosses(group.objectives(values));
    double[] targets = targets(data, plan.targetColumns());
    int most = Math.max(values.integer(NotSufficient.BATCH), 256);
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, data.rows(), plan.inputColumns());
        Buffer y = device.allocate(DType.FLOAT, data.rows(), plan.targetColumns());
        Program program = device.compile(plan, CompileOptions.floats(most))) {
      x.write(data.inputs(), 0, data.rows());
      y.write(targets, 0, data.rows());
      long start =
          RandomStream.of(values.setup().seed(), "cipher-init", group.rounds(), group.bit())
              .nextLong();
      program.writeParameters(network.initial(Initialisers.suited(), start));
      TrainingResult trained = train(program, x, y, targets);
      program.writeParameters(trained.bestParameters());
      return List.of(result(program, trained, x, targets, data));
    }
  }

  /** Per row the output bits, and then all other nodes where they are told. */
  private double[] targets(CipherData data, int columns) {
    double[] targets = new double[Math.multiplyExact(data.rows(), columns)];
    int[] bits = group.arm() == Arm.DENSE ? Group.bits(values) : new int[] {group.bit()};
    for (int r = 0; r < data.rows(); r++) {
      for (int b = 0; b < bits.length; b++) {
        targets[r * columns + b] = data.encrypted()[r] >>> bits[b] & 1;
      }
    }
    if (group.arm() == Arm.LABELLED && columns > 1) {
      label(data, targets, columns);
    }
    return targets;
  }

  private void label(CipherData data, double[] targets, int columns) {
    SparseFunction function = group.function(values);
    int[] inner = Group.inner(function.graph());
    int block = values.integer(NotSufficient.BLOCK);
    double[] row = new double[block];
    for (int r = 0; r < data.rows(); r++) {
      for (int b = 0; b < block; b++) {
        row[b] = data.bit(r, b, block);
      }
      double[] nodes = function.values(row);
      for (int i = 0; i < inner.length; i++) {
        targets[r * columns + 1 + i] = nodes[inner[i]];
      }
    }
  }

  private static int[] range(int from, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = from + i;
    }
    return rows;
  }

  private TrainingResult train(Program program, Buffer x, Buffer y, double[] targets)
      throws InterruptedException {
    int samples = values.integer(NotSufficient.SAMPLES);
    long order = RandomStream.of(values.setup().seed(), "cipher-order").nextLong();
    FiniteSource rows =
        new FiniteSource(
            x,
            y,
            List.of(new FiniteSource.Stream(range(0, samples), order)),
            values.integer(NotSufficient.BATCH));
    EvaluationSet validation =
        EvaluationSet.shared(
            x,
            targets,
            program.plan().targetColumns(),
            1,
            range(samples, values.integer(NotSufficient.VALIDATION)));
    TrainingOptions options =
        TrainingOptions.of(
                values.integer(NotSufficient.EPOCHS) * rows.stepsPerEpoch(),
                Optimizers.adam(),
                new Schedule.Constant(rate()))
            .withEvaluateEvery(rows.stepsPerEpoch())
            .withTargetLoss(LEARNT)
            .withEarlyStopping(WATCHED, values.integer(NotSufficient.PATIENCE));
    return UntilInterrupted.run(
        new Trainer(program, rows, options, List.of(Metrics.meanLoss(WATCHED, validation))));
  }

  private static final int ALIGNED_ROWS = 1000;

  /** A mean training loss of an epoch at which nothing is left to learn. */
  private static final double LEARNT = 1e-4;

  private TrialResult result(
      Program program, TrainingResult trained, Buffer x, double[] targets, CipherData data) {
    int columns = program.plan().targetColumns();
    int test = values.integer(NotSufficient.TEST);
    int from = data.rows() - test;
    EvaluationSet rows = EvaluationSet.shared(x, targets, columns, 1, range(from, test));
    int block = network.output(Network.OUTPUT).block();
    int width = program.plan().width(block);
    double[] outputs = rows.values(program, new int[] {block})[0];
    double[] right = new double[width];
    for (int r = 0; r < test; r++) {
      for (int b = 0; b < width; b++) {
        boolean yes = outputs[r * width + b] > 0;
        right[b] += yes == rows.target(0, r, b) > 0.5 ? 1 : 0;
      }
    }
    var history = trained.history();
    return TrialResult.of(trial)
        .series(RIGHT, right)
        .number(EPOCHS, history.size())
        .number(LOSS, history.get(history.size() - 1).trainingLoss()[0])
        .number("parameters", network.trainableParameters())
        .series(ALIGNMENT, alignment(program, x, data))
        .build();
  }

  /** Of hidden units with all nodes of the bit's graph; empty for networks without one graph. */
  private double[] alignment(Program program, Buffer x, CipherData data) {
    if (group.arm() == Arm.DENSE) {
      return new double[0];
    }
    SparseFunction function = group.function(values);
    int inputs = function.graph().inputs();
    int count = Math.min(ALIGNED_ROWS, values.integer(NotSufficient.TEST));
    int from = data.rows() - count;
    double[][] truth = new double[function.graph().nodes()][count];
    double[] row = new double[inputs];
    for (int r = 0; r < count; r++) {
      for (int b = 0; b < inputs; b++) {
        row[b] = data.bit(from + r, b, inputs);
      }
      double[] nodes = function.values(row);
      for (int v = 0; v < truth.length; v++) {
        truth[v][r] = nodes[inputs + v];
      }
    }
    int first = network.plan().inputs().size();
    int[] hidden = new int[network.plan().blocks() - first];
    Arrays.setAll(hidden, b -> first + b);
    EvaluationSet set = EvaluationSet.shared(x, new double[data.rows()], 1, 1, range(from, count));
    return Alignment.of(program, set, truth, hidden);
  }
}
