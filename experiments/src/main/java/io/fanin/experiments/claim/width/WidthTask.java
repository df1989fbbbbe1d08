package io.fanin.experiments.claim.width;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.NodeMeasures;
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

/**
 * All starts of one architecture at one width, as one ensemble on the same samples, at the rate
 * that is best for this architecture and width on other samples, from other starts.
 */
final class WidthTask implements TrialTask {
  static final String TRAINING = "training.error";
  static final String TEST = "test.error";
  static final String VALIDATION = "validation.errors";
  static final String RATE = "rate";
  static final String STEPS = "steps";
  static final String ALIGNMENT = "alignment";
  static final String SENSITIVITY = "sensitivity";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String DEAD = "dead";

  private static final int EVALUATION_BATCH = 64;
  private static final int NODE_ROWS = 500;

  /**
   * What an ensemble came to.
   *
   * @param training relative error on the samples, one for each member
   * @param others the same on the other rows
   * @param dead whether the loss was no longer finite
   * @param nodes what each member learnt of the target's constituents, on the other rows
   */
  private record Fit(double[] training, double[] others, boolean[] dead, NodeMeasures nodes) {}

  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Double> rates;
  private final List<Trial> trials = new ArrayList<>();

  WidthTask(Group group, SettingValues values, ClaimEnvironment environment) {
    this.values = values;
    this.environment = environment;
    this.network = group.network(values);
    this.rates = values.reals(Overparametrization.RATES);
    for (int s = 0; s < values.integer(Overparametrization.SEEDS); s++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("network", network.architecture() + network.settings());
      own.put("start", s);
      for (String key :
          List.of(
              Overparametrization.INPUTS,
              Overparametrization.SAMPLES,
              Overparametrization.TEST,
              Overparametrization.VALIDATION,
              Overparametrization.VALIDATION_STARTS,
              Overparametrization.STEPS,
              Overparametrization.MOST_STEPS,
              Overparametrization.BATCH)) {
        own.put(key, values.integer(key));
      }
      own.put("rates", rates);
      own.put(Overparametrization.FIT, values.real(Overparametrization.FIT));
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

  /**
   * Networks that have not interpolated at the end of the schedule are trained anew with twice the
   * steps, all of the width together, until all interpolate or the steps are those at most.
   */
  @Override
  public List<TrialResult> run() throws InterruptedException {
    Fit validated = validation();
    double[] errors = meanByRate(validated.others());
    int chosen = chosen(errors, validated.training());
    double[] all = new double[trials.size()];
    Arrays.fill(all, rates.get(chosen));
    WidthRows rows = WidthRows.draw(values, "width-rows", values.integer(Overparametrization.TEST));
    long steps = values.integer(Overparametrization.STEPS);
    Fit fit = fit(rows, seeds("width-init", all.length, 1), all, steps);
    while (!interpolate(fit.training())
        && 2 * steps <= values.integer(Overparametrization.MOST_STEPS)) {
      steps *= 2;
      fit = fit(rows, seeds("width-init", all.length, 1), all, steps);
    }
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < trials.size(); s++) {
      results.add(
          TrialResult.of(trials.get(s))
              .number(TRAINING, fit.training()[s])
              .number(TEST, fit.others()[s])
              .number(RATE, rates.get(chosen))
              .number(STEPS, (double) steps)
              .series(VALIDATION, errors)
              .series(ALIGNMENT, fit.nodes().alignment()[s])
              .series(SENSITIVITY, fit.nodes().sensitivity()[s])
              .number(PARAMETERS, network.trainableParameters())
              .number(MULTIPLY_ADDS, (double) network.multiplyAdds())
              .number(DEAD, fit.dead()[s] ? 1 : 0)
              .build());
    }
    return results;
  }

  /** Every rate on starts of its own, rate by rate. */
  private Fit validation() throws InterruptedException {
    int starts = values.integer(Overparametrization.VALIDATION_STARTS);
    double[] own = new double[rates.size() * starts];
    Arrays.setAll(own, m -> rates.get(m / starts));
    WidthRows rows =
        WidthRows.draw(values, "width-validation", values.integer(Overparametrization.VALIDATION));
    return fit(
        rows,
        seeds("width-validation-init", starts, rates.size()),
        own,
        values.integer(Overparametrization.STEPS));
  }

  /** The mean error at each rate; not finite where one died. */
  private double[] meanByRate(double[] errors) {
    int starts = errors.length / rates.size();
    double[] means = new double[rates.size()];
    for (int m = 0; m < errors.length; m++) {
      means[m / starts] += errors[m] / starts;
    }
    return means;
  }

  private boolean interpolate(double[] training) {
    double limit = values.real(Overparametrization.FIT);
    return Arrays.stream(training).allMatch(error -> error <= limit); // NaN is not
  }

  /**
   * The rate with the least error among those at which all starts interpolate, since it is those
   * that the claim is about; among all where there is none.
   */
  private int chosen(double[] errors, double[] training) {
    int starts = training.length / rates.size();
    double[] own = new double[errors.length];
    boolean any = false;
    for (int r = 0; r < own.length; r++) {
      boolean fits = interpolate(Arrays.copyOfRange(training, r * starts, (r + 1) * starts));
      own[r] = fits ? errors[r] : Double.NaN;
      any |= fits;
    }
    return lowest(any ? own : errors);
  }

  private static int lowest(double[] errors) {
    int best = 0;
    for (int r = 1; r < errors.length; r++) {
      best = errors[r] < errors[best] || Double.isNaN(errors[best]) ? r : best;
    }
    return best;
  }

  /** The same starts for each of several rates. */
  private long[] seeds(String purpose, int starts, int times) {
    long[] seeds = new long[starts * times];
    Arrays.setAll(
        seeds, m -> RandomStream.of(values.setup().seed(), purpose, m % starts).nextLong());
    return seeds;
  }

  private Fit fit(WidthRows rows, long[] seeds, double[] memberRates, long steps)
      throws InterruptedException {
    Ensemble ensemble = Ensemble.of(network, seeds.length, Rows.SHARED);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.MSE)));
    int batch = Math.min(values.integer(Overparametrization.BATCH), rows.samples());
    int most = Math.max(batch, EVALUATION_BATCH);
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer x = device.allocate(DType.FLOAT, rows.rows(), rows.n());
        Buffer y = device.allocate(DType.FLOAT, rows.rows(), 1);
        Program program = device.compile(plan, CompileOptions.floats(most))) {
      x.write(rows.inputs(), 0, rows.rows());
      y.write(rows.outputs(), 0, rows.rows());
      program.writeParameters(ensemble.initial(Initialisers.suited(), seeds));
      TrainingResult trained = train(program, x, y, rows.training(), batch, memberRates, steps);
      boolean[] dead = new boolean[seeds.length];
      for (int m = 0; m < dead.length; m++) {
        dead[m] = trained.stops().get(m) == StopReason.DIVERGED;
      }
      return new Fit(
          error(program, x, rows, rows.training()),
          error(program, x, rows, rows.others()),
          dead,
          nodes(rows, ensemble, device, program));
    }
  }

  private NodeMeasures nodes(WidthRows rows, Ensemble ensemble, Device device, Program program) {
    int n = rows.n();
    int count = Math.min(NODE_ROWS, rows.rows() - rows.samples());
    int from = rows.samples() * n;
    double[] some = Arrays.copyOfRange(rows.inputs(), from, from + count * n);
    try (Buffer x = device.allocate(DType.FLOAT, count, n)) {
      x.write(some, 0, count);
      int[] all = new int[count];
      Arrays.setAll(all, r -> r);
      EvaluationSet set = EvaluationSet.shared(x, new double[count], 1, 1, all);
      return NodeMeasures.of(
          Group.target(values), some, ensemble, 0, ensemble.size(), set, device, program);
    }
  }

  private TrainingResult train(
      Program program, Buffer x, Buffer y, int[] rows, int batch, double[] memberRates, long steps)
      throws InterruptedException {
    long order = RandomStream.of(values.setup().seed(), "width-order").nextLong();
    FiniteSource source =
        new FiniteSource(x, y, List.of(new FiniteSource.Stream(rows, order)), batch);
    TrainingOptions options =
        TrainingOptions.of(steps, Optimizers.adam(), new Schedule.Cosine(1, steps, 0))
            .withRateFactors(memberRates);
    return UntilInterrupted.run(new Trainer(program, source, options, List.of()));
  }

  private static double[] error(Program program, Buffer x, WidthRows rows, int[] chosen) {
    return Metrics.relativeError("error", EvaluationSet.shared(x, rows.outputs(), 1, 1, chosen))
        .measure(program);
  }
}
