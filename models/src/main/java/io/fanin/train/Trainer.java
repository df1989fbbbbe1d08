package io.fanin.train;

import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The training loop: steps, evaluations, and a stop for each replica on its own.
 *
 * <p>Replicas never influence each other: a stopped one has rate 0 and keeps its parameters, and
 * one whose loss is no longer finite is stopped and counted as dead. A replica of an ensemble that
 * sees the rows and rates it would see alone gets the bits it would get alone. The program and the
 * source stay the caller's; nothing else may step the program during a run. Not thread-safe.
 */
public final class Trainer {
  private final Program program;
  private final BatchSource source;
  private final TrainingOptions options;
  private final List<Metric> metrics;
  private final int watched;
  private final int replicas;
  private final double[] factors;
  private final double[] rates;
  private final double[] termLosses;
  private final int[] replicaOfTerm;
  private final double[] losses;

  private long step;
  private final StopReason[] stops;
  private final long[] stopSteps;
  private final double[] lossSums;
  private long lossCount;
  private final double[] bestMetric;
  private final double[] bestParameters;
  private final int[] waits;
  private final List<HistoryPoint> history = new ArrayList<>();

  /**
   * A run that starts from the program's parameters.
   *
   * @param program compiled with loss terms, its parameters written
   * @param metrics measured at every evaluation
   */
  public Trainer(
      Program program, BatchSource source, TrainingOptions options, List<Metric> metrics) {
    Plan plan = program.plan();
    this.program = program;
    this.source = source;
    this.options = options;
    this.metrics = List.copyOf(metrics);
    replicas = plan.replicas();
    watched = watchedIndex();
    factors = factors(options, replicas);
    rates = new double[replicas];
    termLosses = new double[plan.losses().size()];
    replicaOfTerm = plan.losses().stream().mapToInt(LossTerm::replica).toArray();
    if (termLosses.length == 0) {
      throw new IllegalArgumentException(
          "the plan has no loss terms, so there is nothing to train");
    }
    losses = new double[replicas];
    stops = new StopReason[replicas];
    Arrays.fill(stops, StopReason.RUNNING);
    stopSteps = new long[replicas];
    lossSums = new double[replicas];
    bestMetric = new double[replicas];
    Arrays.fill(bestMetric, Double.NaN);
    waits = new int[replicas];
    bestParameters = new double[plan.parameters()];
    program.readParameters(bestParameters);
  }

  private int watchedIndex() {
    if (options.watched().isEmpty()) {
      return -1;
    }
    List<String> names = metricNames();
    int index = names.indexOf(options.watched());
    if (index < 0) {
      throw new IllegalArgumentException(
          "no metric '%s' to watch; there are %s".formatted(options.watched(), names));
    }
    return index;
  }

  private static double[] factors(TrainingOptions options, int replicas) {
    double[] given = options.rateFactors();
    if (given.length == 0) {
      double[] ones = new double[replicas];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (given.length != replicas) {
      throw new IllegalArgumentException(
          "%d rate factors for %d replicas".formatted(given.length, replicas));
    }
    return given;
  }

  /** Trains until every replica has stopped. */
  public TrainingResult run() {
    return run(new TrainingListener() {});
  }

  /**
   * Trains until every replica has stopped, or a listener ends the run; after that another call
   * goes on, with the bits of a run that was not ended.
   */
  public TrainingResult run(TrainingListener listener) {
    boolean goOn = true;
    while (goOn && step < options.steps() && running()) {
      advance();
      if (step % options.evaluateEvery() == 0 || step == options.steps()) {
        evaluate(listener);
      }
      goOn = listener.stepped(step);
    }
    boolean finished = step >= options.steps() || !running();
    return result(finished);
  }

  private boolean running() {
    return Arrays.asList(stops).contains(StopReason.RUNNING);
  }

  private void advance() {
    double rate = options.schedule().rate(step);
    for (int r = 0; r < replicas; r++) {
      rates[r] = stops[r] == StopReason.RUNNING ? rate * factors[r] : 0;
    }
    program.step(source.batch(step), options.rule(), rates, termLosses);
    step++;
    lossCount++;
    Arrays.fill(losses, 0);
    for (int term = 0; term < termLosses.length; term++) {
      losses[replicaOfTerm[term]] += termLosses[term];
    }
    for (int r = 0; r < replicas; r++) {
      lossSums[r] += losses[r];
      if (stops[r] == StopReason.RUNNING && !Double.isFinite(losses[r])) {
        stop(r, StopReason.DIVERGED);
      }
    }
  }

  private void stop(int replica, StopReason reason) {
    stops[replica] = reason;
    stopSteps[replica] = step;
  }

  private void evaluate(TrainingListener listener) {
    List<double[]> values = Metrics.measureAll(program, metrics);
    double[] trainingLoss = new double[replicas];
    for (int r = 0; r < replicas; r++) {
      trainingLoss[r] = lossSums[r] / lossCount;
    }
    if (watched >= 0) {
      keepBest(values.get(watched));
    }
    for (int r = 0; r < replicas; r++) {
      if (stops[r] == StopReason.RUNNING) {
        judge(r, trainingLoss[r]);
      }
    }
    Arrays.fill(lossSums, 0);
    lossCount = 0;
    HistoryPoint point = new HistoryPoint(step, trainingLoss, values);
    history.add(point);
    listener.evaluated(point);
  }

  private void judge(int replica, double trainingLoss) {
    if (trainingLoss <= options.targetLoss()) {
      stop(replica, StopReason.TARGET_REACHED);
    } else if (options.patience() > 0 && waits[replica] >= options.patience()) {
      stop(replica, StopReason.EARLY_STOPPED);
    } else if (step == options.steps()) {
      stop(replica, StopReason.COMPLETED);
    }
  }

  private void keepBest(double[] values) {
    double[] now = new double[bestParameters.length];
    program.readParameters(now);
    boolean[] better = new boolean[replicas];
    for (int r = 0; r < replicas; r++) {
      if (stops[r] != StopReason.RUNNING) {
        continue;
      }
      boolean first = Double.isNaN(bestMetric[r]) && !Double.isNaN(values[r]);
      better[r] = first || values[r] < bestMetric[r];
      waits[r] = better[r] ? 0 : waits[r] + 1;
      bestMetric[r] = better[r] ? values[r] : bestMetric[r];
    }
    for (Slice slice : program.plan().slices()) {
      if (better[slice.replica()]) {
        System.arraycopy(now, slice.offset(), bestParameters, slice.offset(), slice.size());
      }
    }
  }

  private TrainingResult result(boolean finished) {
    double[] last = new double[bestParameters.length];
    program.readParameters(last);
    double[] best = watched >= 0 ? bestParameters.clone() : last.clone();
    return new TrainingResult(
        step,
        finished,
        List.of(stops.clone()),
        stopSteps.clone(),
        last,
        best,
        bestMetric.clone(),
        metricNames(),
        Collections.unmodifiableList(new ArrayList<>(history)));
  }

  /** A copy of all that the run needs to go on. */
  public TrainingState state() {
    double[] parameters = new double[bestParameters.length];
    program.readParameters(parameters);
    return new TrainingState(
        step,
        parameters,
        program.readState(),
        List.of(stops.clone()),
        stopSteps.clone(),
        lossSums.clone(),
        lossCount,
        bestMetric.clone(),
        bestParameters.clone(),
        waits.clone(),
        List.copyOf(history));
  }

  /**
   * Puts the run and its program where a state was taken; the next bits are the same.
   *
   * @throws IllegalArgumentException if the state is of another run; nothing is changed then
   */
  public void restore(TrainingState state) {
    checkFits(state);
    program.writeParameters(state.parameters());
    program.writeState(state.optimizer());
    step = state.step();
    for (int r = 0; r < replicas; r++) {
      stops[r] = state.stops().get(r);
      stopSteps[r] = state.stopSteps()[r];
      lossSums[r] = state.lossSums()[r];
      bestMetric[r] = state.bestMetric()[r];
      waits[r] = state.waits()[r];
    }
    lossCount = state.lossCount();
    System.arraycopy(state.bestParameters(), 0, bestParameters, 0, bestParameters.length);
    history.clear();
    history.addAll(state.history());
  }

  private void checkFits(TrainingState state) {
    same("parameters", state.parameters().length, bestParameters.length);
    same("replicas", state.stops().size(), replicas);
    int slots = state.optimizer().slots().length;
    if (slots > 0 || Arrays.stream(state.optimizer().numbers()).anyMatch(n -> n > 0)) {
      same("values per parameter of the rule", slots, options.rule().slots());
    }
    for (HistoryPoint point : state.history()) {
      same("metrics", point.metrics().size(), metrics.size());
    }
    if (state.step() > options.steps()) {
      throw new IllegalArgumentException(
          "the state is at step %d, the run ends at %d".formatted(state.step(), options.steps()));
    }
  }

  private static void same(String what, int held, int expected) {
    if (held != expected) {
      throw new IllegalArgumentException(
          "the state is of another run: it has %d %s, this one has %d"
              .formatted(held, what, expected));
    }
  }

  /** The program that is trained. */
  Program program() {
    return program;
  }

  /** How the run goes. */
  TrainingOptions options() {
    return options;
  }

  /** Names of what is measured, in order. */
  List<String> metricNames() {
    return metrics.stream().map(Metric::name).toList();
  }
}
