package io.fanin.experiments.claim.mismatch;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.experiments.stats.Moments;
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
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.SetValues;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A group's networks for all targets at all rates as one ensemble; each has its target's rows. */
final class MismatchTask implements TrialTask {
  static final String TEST = "test.error";
  static final String VALIDATION = "validation.error";
  static final String DISTANCE = "distance";
  static final String WRONG = "wrong.cones";
  static final String ALIGNMENT = "alignment";
  static final String NODES = "alignment.nodes";
  static final String PARAMETERS = "parameters";
  static final String WORK = "multiply-adds";
  static final String DEAD = "dead";

  private final Group group;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final List<Double> rates;
  private final List<SparseFunction> targets;
  private final List<Network> members = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();

  /** Member {@code k} is target {@code k / rates} at rate {@code k % rates}. */
  MismatchTask(
      Group group,
      List<SparseFunction> targets,
      SettingValues values,
      ClaimEnvironment environment) {
    this.targets = targets;
    this.group = group;
    this.values = values;
    this.environment = environment;
    rates = values.reals(Mismatch.RATES);
    for (int t = 0; t < targets.size(); t++) {
      Network network = group.network(targets.get(t), t, values);
      for (double rate : rates) {
        members.add(network);
        trials.add(trial(t, rate, network));
      }
    }
  }

  private Trial trial(int target, double rate, Network network) {
    Map<String, Object> own = new TreeMap<>();
    own.put("network", network.architecture() + network.settings());
    own.put("target", target);
    own.put("changes", group.changes());
    own.put("channels", group.channels());
    own.put("samples", group.samples());
    own.put("rate", rate);
    own.put("frequency", values.real(Mismatch.FREQUENCY));
    own.put("control", values.setup().control());
    for (String key :
        List.of(
            Mismatch.INPUTS,
            Mismatch.WIDTH,
            Mismatch.STEPS,
            Mismatch.BATCH,
            Mismatch.VALIDATION,
            Mismatch.TEST)) {
      own.put(key, values.integer(key));
    }
    return Trial.of(
        "mismatch",
        group.id(),
        Settings.of(own),
        values.setup().seed(),
        environment.numerics(network.plan(), DType.FLOAT));
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  private int rowsOfTarget() {
    return group.samples() + values.integer(Mismatch.VALIDATION) + values.integer(Mismatch.TEST);
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Ensemble ensemble = Ensemble.of(members, Rows.OWN);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    int own = rowsOfTarget();
    int rows = Math.multiplyExact(own, targets.size());
    int n = values.integer(Mismatch.INPUTS);
    double[] inputs = new double[Math.multiplyExact(rows, n)];
    double[] outputs = new double[rows];
    for (int t = 0; t < targets.size(); t++) {
      fill(t, inputs, outputs);
    }
    int batch = Math.min(values.integer(Mismatch.BATCH), group.samples());
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, rows, n);
        Buffer y = device.allocate(DType.FLOAT, rows, 1);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(batch, 64)))) {
      x.write(inputs, 0, rows);
      y.write(outputs, 0, rows);
      program.writeParameters(ensemble.initial(Initialisers.suited(), initialSeeds()));
      TrainingResult trained = train(program, x, y, batch);
      return results(program, ensemble, x, inputs, outputs, trained);
    }
  }

  /** The rows of a target: the same in every group of as many samples. */
  private void fill(int t, double[] inputs, double[] outputs) {
    SparseFunction target = targets.get(t);
    int own = rowsOfTarget();
    int test = values.integer(Mismatch.TEST);
    long seed = values.setup().seed();
    double[] drawn = target.sample(RandomStream.of(seed, "mismatch-rows", t), own);
    double[] labels = target.evaluate(drawn, own);
    if (values.setup().control()) {
      int told = own - test;
      int[] from = RandomStream.of(seed, "mismatch-shuffle", t).permutation(told);
      double[] right = Arrays.copyOf(labels, told);
      for (int r = 0; r < told; r++) {
        labels[r] = right[from[r]];
      }
    }
    System.arraycopy(drawn, 0, inputs, t * drawn.length, drawn.length);
    System.arraycopy(labels, 0, outputs, t * own, own);
  }

  /** Paired over groups and rates: keyed by the target alone. */
  private long[] initialSeeds() {
    long[] seeds = new long[members.size()];
    for (int k = 0; k < seeds.length; k++) {
      seeds[k] =
          RandomStream.of(values.setup().seed(), "mismatch-init", k / rates.size()).nextLong();
    }
    return seeds;
  }

  /** Rows of each member from an offset in those of its target. */
  private int[][] rows(int from, int count) {
    int[][] rows = new int[members.size()][count];
    for (int k = 0; k < rows.length; k++) {
      int first = k / rates.size() * rowsOfTarget() + from;
      Arrays.setAll(rows[k], i -> first + i);
    }
    return rows;
  }

  private TrainingResult train(Program program, Buffer x, Buffer y, int batch)
      throws InterruptedException {
    int[][] rows = rows(0, group.samples());
    List<FiniteSource.Stream> streams = new ArrayList<>();
    double[] factors = new double[members.size()];
    for (int k = 0; k < factors.length; k++) {
      long order =
          RandomStream.of(values.setup().seed(), "mismatch-order", k / rates.size()).nextLong();
      streams.add(new FiniteSource.Stream(rows[k], order));
      factors[k] = rates.get(k % rates.size());
    }
    long steps = values.integer(Mismatch.STEPS);
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Cosine(1, steps, 0))
            .withRateFactors(factors);
    FiniteSource source = new FiniteSource(x, y, streams, batch);
    return UntilInterrupted.run(new Trainer(program, source, options, List.of()));
  }

  private List<TrialResult> results(
      Program program,
      Ensemble ensemble,
      Buffer x,
      double[] inputs,
      double[] outputs,
      TrainingResult trained) {
    int samples = group.samples();
    int validation = values.integer(Mismatch.VALIDATION);
    int test = values.integer(Mismatch.TEST);
    EvaluationSet told = new EvaluationSet(x, outputs, 1, rows(samples, validation));
    EvaluationSet fresh = new EvaluationSet(x, outputs, 1, rows(samples + validation, test));
    double[] validationErrors = Metrics.relativeError("validation", told).measure(program);
    double[] testErrors = Metrics.relativeError("test", fresh).measure(program);
    double[][] alignment = alignment(ensemble, fresh, inputs, program);
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < members.size(); k++) {
      int t = k / rates.size();
      SparseFunction target = targets.get(t);
      var graph = group.graph(target, t, values);
      var wrong = Edits.cones(graph);
      wrong.removeAll(Edits.cones(target.graph()));
      results.add(
          TrialResult.of(trials.get(k))
              .number(TEST, testErrors[k])
              .number(VALIDATION, validationErrors[k])
              .number(DISTANCE, Edits.distance(target.graph(), graph))
              .number(WRONG, wrong.size())
              .number(ALIGNMENT, Moments.mean(alignment[k]))
              .series(NODES, alignment[k])
              .number(PARAMETERS, members.get(k).trainableParameters())
              .number(WORK, (double) members.get(k).multiplyAdds())
              .number(DEAD, trained.stops().get(k) == StopReason.DIVERGED ? 1 : 0)
              .build());
    }
    return results;
  }

  /** Of the constituents below the output with all hidden units, member by member. */
  private double[][] alignment(
      Ensemble ensemble, EvaluationSet set, double[] inputs, Program program) {
    int[][] hidden = new int[members.size()][];
    for (int k = 0; k < hidden.length; k++) {
      int first = members.get(k).plan().inputs().size();
      hidden[k] = new int[members.get(k).plan().blocks() - first - 1]; // less the head
      int member = k;
      Arrays.setAll(hidden[k], b -> ensemble.block(member, first + b));
    }
    SetValues all =
        set.evaluate(program, Arrays.stream(hidden).flatMapToInt(Arrays::stream).toArray());
    double[][] alignment = new double[hidden.length][];
    for (int k = 0; k < hidden.length; k++) {
      alignment[k] = Alignment.of(all, truth(k / rates.size(), inputs), hidden[k]);
    }
    return alignment;
  }

  private double[][] truth(int t, double[] inputs) {
    SparseFunction target = targets.get(t);
    int n = target.inputWidth();
    int test = values.integer(Mismatch.TEST);
    int from = ((t + 1) * rowsOfTarget() - test) * n;
    double[] all = target.values(Arrays.copyOfRange(inputs, from, from + test * n), test);
    int width = all.length / test;
    double[][] truth = new double[Math.max(1, width - n - 1)][test];
    for (int r = 0; r < test; r++) {
      for (int v = 0; v < truth.length; v++) {
        truth[v][r] = all[r * width + n + v];
      }
    }
    return truth;
  }
}
