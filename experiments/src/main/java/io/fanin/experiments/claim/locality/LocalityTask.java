package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimEnvironment;
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
import io.fanin.models.Objective;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Metrics;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;

/** One arm at one rate on all training sets, as one ensemble. */
final class LocalityTask implements TrialTask {
  static final String TEST_WRONG = "test.wrong";
  static final String VALIDATION_ERROR = "validation.error";
  static final String TRAINING_LOSS = "training.loss";
  static final String DEAD = "dead";

  /**
   * What a task trains.
   *
   * @param batch digits in a step
   * @param seed root of the streams for initialisation and order
   * @param ensemble one member for each training set
   */
  record Job(
      Digits digits,
      Split split,
      int batch,
      int epochs,
      double rate,
      long seed,
      Ensemble ensemble) {
    Plan plan() {
      return ensemble.withLosses(List.of(Objective.of(Loss.SOFTMAX_CROSS_ENTROPY)));
    }
  }

  private final List<Trial> trials;
  private final Job job;
  private final ClaimEnvironment environment;

  LocalityTask(List<Trial> trials, Job job, ClaimEnvironment environment) {
    this.trials = List.copyOf(trials);
    this.job = job;
    this.environment = environment;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Plan plan = job.plan();
    double[] targets = targets(job.digits().labels());
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer inputs = device.allocate(DType.FLOAT, job.digits().rows(), job.digits().each());
        Buffer labels = device.allocate(DType.FLOAT, job.digits().rows(), 1);
        Program program = device.compile(plan, CompileOptions.floats(job.batch()))) {
      inputs.write(job.digits().pixels(), 0, job.digits().rows());
      labels.write(targets, 0, job.digits().rows());
      program.writeParameters(job.ensemble().initial(Initialisers.suited(), initialSeeds()));
      TrainingResult trained = train(program, inputs, labels);
      return results(program, trained, inputs, targets);
    }
  }

  private static double[] targets(int[] labels) {
    double[] targets = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      targets[i] = labels[i];
    }
    return targets;
  }

  /** Initialisation and order of samples are paired over arms and rates: keyed by the set alone. */
  private long[] initialSeeds() {
    long[] seeds = new long[trials.size()];
    for (int s = 0; s < seeds.length; s++) {
      seeds[s] = RandomStream.of(job.seed(), "locality-init", s).nextLong();
    }
    return seeds;
  }

  private TrainingResult train(Program program, Buffer inputs, Buffer labels)
      throws InterruptedException {
    List<FiniteSource.Stream> streams = new ArrayList<>();
    for (int s = 0; s < trials.size(); s++) {
      long key = RandomStream.of(job.seed(), "locality-order", s).nextLong();
      streams.add(new FiniteSource.Stream(job.split().sets()[s], key));
    }
    FiniteSource source = new FiniteSource(inputs, labels, streams, job.batch());
    long steps = Math.multiplyExact(job.epochs(), source.stepsPerEpoch());
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Constant(job.rate()))
            .withEvaluateEvery(source.stepsPerEpoch());
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

  private List<TrialResult> results(
      Program program, TrainingResult trained, Buffer inputs, double[] targets) {
    int sets = trials.size();
    int[][] others = new int[sets][];
    for (int s = 0; s < sets; s++) {
      others[s] = job.split().others(s);
    }
    EvaluationSet validation = new EvaluationSet(inputs, targets, 1, others);
    EvaluationSet test = EvaluationSet.shared(inputs, targets, 1, sets, job.split().test());
    double[] validationError = Metrics.errorRate("validation", validation).measure(program);
    boolean[][] wrong = Metrics.wrongRows(program, test);
    double[] losses = trained.history().get(trained.history().size() - 1).trainingLoss();
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < sets; s++) {
      results.add(
          TrialResult.of(trials.get(s))
              .number(VALIDATION_ERROR, validationError[s])
              .number(TRAINING_LOSS, losses[s])
              .number(DEAD, trained.stops().get(s) == StopReason.DIVERGED ? 1 : 0)
              .number("parameters", job.ensemble().member(s).trainableParameters())
              .number("multiply-adds", (double) job.ensemble().member(s).multiplyAdds())
              .text(TEST_WRONG, flags(wrong[s]))
              .build());
    }
    return results;
  }

  private static String flags(boolean[] wrong) {
    StringBuilder text = new StringBuilder(wrong.length);
    for (boolean w : wrong) {
      text.append(w ? '1' : '0');
    }
    return text.toString();
  }
}
