package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
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
import io.fanin.train.FiniteSource;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Part B: the networks of a group for some trees, at every rate, as one ensemble. */
final class TrainingTask implements TrialTask {
  private final Group group;
  private final List<Integer> trees;
  private final Values values;
  private final ClaimEnvironment environment;
  private final Supplier<TreeData> source;
  private final List<Trial> trials;

  /**
   * A task; member {@code k} of its ensemble is tree {@code k / rates} at rate {@code k % rates}.
   *
   * @param trees numbers of the targets
   * @param source data of all targets of the group's size
   */
  TrainingTask(
      Group group,
      List<Integer> trees,
      Values values,
      Supplier<TreeData> source,
      ClaimEnvironment environment) {
    this.source = source;
    this.group = group;
    this.trees = List.copyOf(trees);
    this.values = values;
    this.environment = environment;
    Network one = group.network(trees.get(0), values);
    this.trials = trialsOf(environment.numerics(one.plan(), DType.FLOAT));
  }

  private List<Trial> trialsOf(Numerics numerics) {
    List<Trial> all = new ArrayList<>();
    for (int tree : trees) {
      for (double rate : values.rates()) {
        Map<String, Object> own = new TreeMap<>();
        own.put("n", group.inputs());
        own.put("width", group.width());
        own.put("depth", group.family() == Family.DENSE ? values.depth() : 1);
        own.put("activation", values.activation());
        own.put("tree", tree);
        own.put("rate", rate);
        own.put("steps", values.steps());
        own.put("batch", values.batch());
        own.put("samples", values.samples());
        own.put("frequency", values.frequency());
        own.put("polish", values.polish());
        own.put("control", values.control() && group.family() == Family.MATCHED);
        all.add(
            Trial.of(
                "approximation-rate",
                group.family().id(),
                Settings.of(own),
                values.seed(),
                numerics));
      }
    }
    return all;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    TreeData data = source.get().of(trees);
    Ensemble ensemble = Ensemble.of(members(), Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)), firstColumns());
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer inputs = device.allocate(DType.FLOAT, data.rows(), group.inputs());
        Buffer targets = device.allocate(DType.FLOAT, data.rows(), data.targets().size());
        Program program = device.compile(plan, CompileOptions.floats(values.batch()))) {
      inputs.write(data.inputs(), 0, data.rows());
      targets.write(data.values(), 0, data.rows());
      program.writeParameters(ensemble.initial(Initialisers.suited(), initialSeeds()));
      TrainingResult trained = train(program, inputs, targets, data);
      if (values.polish() > 0) {
        program.writeParameters(
            new Polish(environment, values).polish(ensemble, firstColumns(), data, trained));
      }
      return new Measurement(data, ensemble, device, program, inputs)
          .results(trials, trained, trees);
    }
  }

  private List<Network> members() {
    List<Network> members = new ArrayList<>();
    for (int tree : trees) {
      Network network = group.network(tree, values);
      for (int r = 0; r < values.rates().size(); r++) {
        members.add(network);
      }
    }
    return members;
  }

  private int[] firstColumns() {
    int[] columns = new int[trials.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = k / values.rates().size();
    }
    return columns;
  }

  /** Initialisation is keyed by the tree alone, so rates are compared from the same start. */
  private long[] initialSeeds() {
    long[] seeds = new long[trials.size()];
    for (int k = 0; k < seeds.length; k++) {
      int tree = trees.get(k / values.rates().size());
      seeds[k] =
          RandomStream.of(values.seed(), "approximation-init", group.inputs(), tree).nextLong();
    }
    return seeds;
  }

  private TrainingResult train(Program program, Buffer inputs, Buffer targets, TreeData data)
      throws InterruptedException {
    long order = RandomStream.of(values.seed(), "approximation-order", group.inputs()).nextLong();
    FiniteSource source =
        new FiniteSource(
            inputs,
            targets,
            List.of(new FiniteSource.Stream(data.trainingRows(), order)),
            values.batch());
    double[] factors = new double[trials.size()];
    for (int k = 0; k < factors.length; k++) {
      factors[k] = values.rates().get(k % values.rates().size());
    }
    TrainingOptions options =
        TrainingOptions.of(
                values.steps(), Optimizers.adam(), new Schedule.Cosine(1, values.steps(), 0))
            .withRateFactors(factors);
    TrainingResult result =
        new Trainer(program, source, options, List.of()).run(new UntilInterrupted());
    if (!result.finished()) {
      throw new InterruptedException("training was interrupted");
    }
    return result;
  }

  /** Ends a run when its thread is interrupted. */
  private static final class UntilInterrupted implements TrainingListener {
    @Override
    public boolean stepped(long step) {
      return !Thread.currentThread().isInterrupted();
    }
  }
}
