package io.fanin.experiments.claim.lowrank;

import io.fanin.bounds.SingularValues;
import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilInterrupted;
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
import io.fanin.kernel.Slice;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Role;
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

/** Networks at several rates with the same decay, batch size and start, as one ensemble. */
final class RankTask implements TrialTask {
  static final String RANKS = "ranks";
  static final String SPECTRUM = "spectrum";
  static final String ERROR = "training.error";
  static final String DEAD = "dead";

  private final List<Cell> cells;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials = new ArrayList<>();

  RankTask(List<Cell> cells, SettingValues values, ClaimEnvironment environment) {
    this.cells = List.copyOf(cells);
    this.values = values;
    this.environment = environment;
    this.network = network();
    for (Cell cell : cells) {
      Map<String, Object> own = new TreeMap<>();
      own.put("rate", cell.rate());
      own.put("decay", cell.decay());
      own.put("batch", cell.batch());
      own.put("start", cell.seed());
      own.put("network", network.settings());
      for (String key : List.of(LowRank.STEPS, LowRank.INPUTS, LowRank.SAMPLES, LowRank.CLASSES)) {
        own.put(key, values.integer(key));
      }
      for (String key : List.of(LowRank.SPREAD, LowRank.NOISE, LowRank.THRESHOLD)) {
        own.put(key, values.real(key));
      }
      own.put("control", values.setup().control());
      trials.add(
          Trial.of(
              "low-rank",
              "sgd",
              Settings.of(own),
              values.setup().seed(),
              environment.numerics(network.plan(), DType.FLOAT)));
    }
  }

  private Network network() {
    ArchitectureProvider dense = Architectures.builtIn().get("dense");
    return dense.build(
        new ArchitectureRequest(
            List.of(new InputBlock("x", 0, values.integer(LowRank.INPUTS), 0)),
            values.integer(LowRank.CLASSES),
            null,
            null,
            io.fanin.settings.Settings.of(dense.keys())
                .withAll(
                    Map.of(
                        "width",
                        values.integer(LowRank.WIDTH),
                        "depth",
                        values.integer(LowRank.DEPTH)))));
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Ensemble ensemble = Ensemble.of(network, cells.size(), Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.SOFTMAX_CROSS_ENTROPY)));
    Mixture data = Mixture.draw(values, cells.get(0).seed());
    int rows = values.integer(LowRank.SAMPLES);
    int batch = cells.get(0).batch();
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, rows, values.integer(LowRank.INPUTS));
        Buffer y = device.allocate(DType.FLOAT, rows, 1);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(batch, 64)))) {
      x.write(data.inputs(), 0, rows);
      y.write(data.labels(), 0, rows);
      long[] starts = new long[cells.size()];
      Arrays.fill(
          starts,
          RandomStream.of(values.setup().seed(), "low-rank-init", cells.get(0).seed()).nextLong());
      program.writeParameters(ensemble.initial(Initialisers.suited(), starts));
      int[] all = new int[rows];
      Arrays.setAll(all, r -> r);
      TrainingResult trained = train(program, x, y, all, batch);
      EvaluationSet set = EvaluationSet.shared(x, data.labels(), 1, 1, all);
      double[] errors = Metrics.errorRate("training", set).measure(program);
      return results(ensemble, trained, errors);
    }
  }

  private TrainingResult train(Program program, Buffer x, Buffer y, int[] all, int batch)
      throws InterruptedException {
    long order =
        RandomStream.of(values.setup().seed(), "low-rank-order", cells.get(0).seed()).nextLong();
    FiniteSource source =
        new FiniteSource(x, y, List.of(new FiniteSource.Stream(all, order)), batch);
    double decay = values.setup().control() ? 0 : cells.get(0).decay();
    Optimizer rule = decay > 0 ? Optimizers.sgd().decayed(2 * decay) : Optimizers.sgd();
    TrainingOptions options =
        TrainingOptions.of(values.integer(LowRank.STEPS), rule, new Schedule.Constant(1))
            .withRateFactors(cells.stream().mapToDouble(Cell::rate).toArray());
    return UntilInterrupted.run(new Trainer(program, source, options, List.of()));
  }

  private List<TrialResult> results(Ensemble ensemble, TrainingResult trained, double[] errors) {
    List<TrialResult> results = new ArrayList<>();
    for (int m = 0; m < cells.size(); m++) {
      double[] own = new double[network.parameters()];
      ensemble.gather(m, trained.parameters(), own);
      boolean dead = trained.stops().get(m) == StopReason.DIVERGED;
      List<double[]> spectra = dead ? List.of() : spectra(own);
      double threshold = values.real(LowRank.THRESHOLD);
      results.add(
          TrialResult.of(trials.get(m))
              .series(
                  RANKS,
                  spectra.stream().mapToDouble(s -> SingularValues.rank(s, threshold)).toArray())
              .series(SPECTRUM, spectra.isEmpty() ? new double[0] : spectra.get(0))
              .number(ERROR, errors[m])
              .number(DEAD, dead ? 1 : 0)
              .build());
    }
    return results;
  }

  /** Singular values of the square matrices, those between hidden layers. */
  private List<double[]> spectra(double[] parameters) {
    int width = values.integer(LowRank.WIDTH);
    List<double[]> spectra = new ArrayList<>();
    List<Slice> slices = network.plan().slices();
    int level = 0;
    for (Slice slice : slices) {
      if (slice.role() == Role.WEIGHT) {
        level++;
        if (level > 1 && level <= values.integer(LowRank.DEPTH)) {
          spectra.add(SingularValues.of(parameters, slice.offset(), width, width));
        }
      }
    }
    return spectra;
  }
}
