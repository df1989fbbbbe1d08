package io.fanin.experiments.claim.parity;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
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
import io.fanin.random.RandomStream;
import io.fanin.train.FreshSource;
import io.fanin.train.Sampler;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The networks of one cell, one for each seed, as one ensemble with samples of their own. */
final class ParityTask implements TrialTask {
  static final String REACHED = "reached.step";
  static final String STEPS = "steps";
  static final String ACCURACY = "accuracy";
  static final String MASS = "mass";

  private final Cell cell;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials;

  ParityTask(Cell cell, SettingValues values, ClaimEnvironment environment) {
    this.cell = cell;
    this.values = values;
    this.environment = environment;
    this.network = network();
    this.trials = trials(environment.numerics(network.plan(), DType.FLOAT));
  }

  private Network network() {
    ArchitectureProvider shallow = Architectures.builtIn().get("shallow");
    // one block of all signs: a unit reads them as one row
    List<InputBlock> blocks = List.of(new InputBlock("x", 0, cell.n(), 0));
    return shallow.build(
        new ArchitectureRequest(
            blocks,
            1,
            null,
            null,
            io.fanin.settings.Settings.of(shallow.keys())
                .with("width", values.integer(Parity.WIDTH))));
  }

  private List<Trial> trials(Numerics numerics) {
    List<Trial> all = new ArrayList<>();
    for (int s = 0; s < values.integer(Parity.SEEDS); s++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("n", cell.n());
      own.put("k", cell.k());
      own.put("learnt", cell.learnt());
      own.put("network", s);
      own.put("width", values.integer(Parity.WIDTH));
      own.put("batch", values.integer(Parity.BATCH));
      own.put("rate", values.real(Parity.RATE));
      own.put("steps", values.integer(Parity.STEPS));
      own.put("accuracy", values.real(Parity.ACCURACY));
      own.put("test", values.integer(Parity.TEST));
      all.add(Trial.of("parity", "sgd", Settings.of(own), values.setup().seed(), numerics));
    }
    return all;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  /**
   * Networks that have arrived cost as much as those that have not; so whenever half of them have,
   * the others go on as a smaller ensemble, which gives them the bits that they had.
   */
  @Override
  public List<TrialResult> run() throws InterruptedException {
    Watch watch = new Watch(network, trials.size(), cell, values);
    Ensemble all = Ensemble.of(network, trials.size(), Rows.OWN);
    double[] parameters = all.initial(Initialisers.suited(), initialSeeds());
    double[][] own = new double[trials.size()][network.parameters()];
    for (int s = 0; s < own.length; s++) {
      all.gather(s, parameters, own[s]);
    }
    while (watch.begin()) {
      phase(watch, own);
    }
    return results(watch);
  }

  private void phase(Watch watch, double[][] own) throws InterruptedException {
    int[] members = watch.members();
    Ensemble ensemble = Ensemble.of(network, members.length, Rows.OWN);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.HINGE)));
    double[] parameters = new double[plan.parameters()];
    for (int m = 0; m < members.length; m++) {
      ensemble.scatter(m, own[members[m]], parameters);
    }
    int batch = values.integer(Parity.BATCH);
    long done = watch.done();
    SignSampler fresh = new SignSampler(cell, values.setup().seed());
    Sampler sampler =
        (step, stream, x, y, count) -> fresh.sample(done + step, members[stream], x, y, count);
    int most = Math.max(batch, Math.min(values.integer(Parity.TEST), 256));
    try (Device device = environment.open(plan, DType.FLOAT);
        Program program = device.compile(plan, CompileOptions.floats(most));
        FreshSource source = new FreshSource(device, program, sampler, batch);
        Buffer rows = watch.rows(device)) {
      program.writeParameters(parameters);
      TrainingOptions options =
          TrainingOptions.of(
              values.integer(Parity.STEPS) - done,
              Optimizers.sgd(),
              new Schedule.Constant(values.real(Parity.RATE)));
      new Trainer(program, source, options, List.of()).run(watch.over(program, ensemble, rows));
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted");
      }
      program.readParameters(parameters);
    }
    for (int m = 0; m < members.length; m++) {
      ensemble.gather(m, parameters, own[members[m]]);
    }
  }

  /** Paired over k at the same n: the same first weights. */
  private long[] initialSeeds() {
    long[] seeds = new long[trials.size()];
    for (int s = 0; s < seeds.length; s++) {
      seeds[s] = RandomStream.of(values.setup().seed(), "parity-init", cell.n(), s).nextLong();
    }
    return seeds;
  }

  private List<TrialResult> results(Watch watch) {
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < trials.size(); s++) {
      results.add(
          TrialResult.of(trials.get(s))
              .number(REACHED, watch.reached(s))
              .series(STEPS, watch.steps(s))
              .series(ACCURACY, watch.accuracies(s))
              .series(MASS, watch.masses(s))
              .build());
    }
    return results;
  }
}
