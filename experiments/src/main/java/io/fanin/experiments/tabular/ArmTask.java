package io.fanin.experiments.tabular;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.HistoryPoint;
import io.fanin.train.Metrics;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One family at one rate, all seeds as one ensemble. It never looks at the test rows.
 *
 * <p>First parameters and orders are keyed by the seed of the run and the member alone, so they are
 * paired over families and rates.
 */
final class ArmTask implements TrialTask {
  /** Loss on the validation rows where it was least. */
  static final String VALIDATION = "validation";

  /** Parameters there. */
  static final String PARAMETERS = "parameters";

  /** Validation loss after each epoch. */
  static final String VALIDATION_CURVE = "validation.curve";

  /** Mean training loss of each epoch. */
  static final String TRAINING_CURVE = "training.curve";

  /** Why it ended. */
  static final String STOP = "stop";

  private static final DType TYPE = DType.FLOAT;

  private final Arm arm;
  private final double rate;
  private final TrainingRequest request;
  private final ClaimEnvironment environment;
  private final Ensemble ensemble;
  private final Plan plan;
  private final List<Trial> trials;

  ArmTask(Arm arm, double rate, TrainingRequest request, ClaimEnvironment environment) {
    this.arm = arm;
    this.rate = rate;
    this.request = request;
    this.environment = environment;
    this.ensemble = Ensemble.of(arm.network(), request.seeds(), Rows.OWN);
    this.plan = ensemble.withLosses(List.of(Objective.of(request.table().target().loss())));
    this.trials = identities();
  }

  private List<Trial> identities() {
    List<Trial> identities = new ArrayList<>();
    Settings shared =
        Settings.of(
            Map.of(
                "data", request.table().digest(),
                "settings", arm.network().settings().replace('\n', ';'),
                "graph", request.graph().map(GraphChoice::digest).orElse("none"),
                "rate", rate,
                "epochs", request.epochs(),
                "batch", request.batch()));
    for (int member = 0; member < request.seeds(); member++) {
      identities.add(
          Trial.of(
              TrainingRun.NAME,
              arm.id(),
              shared.with("member", member),
              request.seed(),
              environment.numerics(plan, TYPE)));
    }
    return identities;
  }

  Arm arm() {
    return arm;
  }

  double rate() {
    return rate;
  }

  /** Multiply-adds of all its steps, forward and back. */
  double cost() {
    double epoch = 3.0 * plan.multiplyAdds() * request.table().training().length;
    double validation = (double) plan.multiplyAdds() * request.table().validation().length;
    return request.epochs() * (epoch + validation);
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    LearningTable table = request.table();
    double[] truth = table.targets();
    int width = arm.view().preprocessing().width();
    int rows = table.rows();
    int batch = Math.min(request.batch(), table.training().length);
    try (Device device = environment.open(plan, TYPE);
        Buffer inputs = device.allocate(TYPE, rows, width);
        Buffer targets = device.allocate(TYPE, rows, 1);
        Program program = device.compile(plan, CompileOptions.floats(batch))) {
      inputs.write(arm.view().inputs(), 0, rows);
      targets.write(truth, 0, rows);
      program.writeParameters(ensemble.initial(Initialisers.suited(), seeds("train-init")));
      EvaluationSet validation =
          EvaluationSet.shared(inputs, truth, 1, plan.streams(), table.validation());
      return results(train(program, inputs, targets, validation));
    }
  }

  private long[] seeds(String purpose) {
    long[] seeds = new long[request.seeds()];
    for (int s = 0; s < seeds.length; s++) {
      seeds[s] = RandomStream.of(request.seed(), purpose, s).nextLong();
    }
    return seeds;
  }

  private TrainingResult train(
      Program program, Buffer inputs, Buffer targets, EvaluationSet validation)
      throws InterruptedException {
    List<FiniteSource.Stream> streams = new ArrayList<>();
    for (long seed : seeds("train-order")) {
      streams.add(new FiniteSource.Stream(request.table().training(), seed));
    }
    FiniteSource source = new FiniteSource(inputs, targets, streams, request.batch());
    long steps = Math.multiplyExact(request.epochs(), source.stepsPerEpoch());
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Cosine(rate, steps, 0))
            .withEvaluateEvery(source.stepsPerEpoch())
            .withEarlyStopping(VALIDATION, 0);
    Trainer trainer =
        new Trainer(program, source, options, List.of(Metrics.meanLoss(VALIDATION, validation)));
    TrainingResult result = trainer.run(new UntilInterrupted());
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

  private List<TrialResult> results(TrainingResult trained) {
    List<TrialResult> results = new ArrayList<>();
    for (int member = 0; member < trials.size(); member++) {
      double[] parameters = new double[arm.network().parameters()];
      ensemble.gather(member, trained.bestParameters(), parameters);
      results.add(
          TrialResult.of(trials.get(member))
              .number(VALIDATION, trained.bestMetric()[member])
              .text(STOP, trained.stops().get(member).name())
              .series(TRAINING_CURVE, curve(trained.history(), member, false))
              .series(VALIDATION_CURVE, curve(trained.history(), member, true))
              .series(PARAMETERS, parameters)
              .build());
    }
    return results;
  }

  private static double[] curve(List<HistoryPoint> history, int member, boolean validation) {
    return history.stream()
        .mapToDouble(p -> validation ? p.metrics().get(0)[member] : p.trainingLoss()[member])
        .toArray();
  }
}
