package io.fanin.train;

import io.fanin.optim.Optimizer;
import io.fanin.optim.Schedule;

/**
 * How a training run goes; immutable.
 *
 * @param steps updates at most, at least 1
 * @param rule update rule
 * @param schedule learning rate of each step
 * @param rateFactors factor of each replica on the schedule's rate; empty for 1 everywhere
 * @param evaluateEvery steps between evaluations, at least 1; the last step is always evaluated
 * @param targetLoss a replica stops once its mean training loss since the last evaluation is at
 *     most this; negative infinity for never
 * @param patience a replica stops after this many evaluations without a better watched metric; 0
 *     for never
 * @param watched name of the metric that early stopping and the best parameters go by (lower is
 *     better); empty for none
 */
public record TrainingOptions(
    long steps,
    Optimizer rule,
    Schedule schedule,
    double[] rateFactors,
    long evaluateEvery,
    double targetLoss,
    int patience,
    String watched) {
  /** Checks the ranges. */
  public TrainingOptions {
    if (steps < 1 || evaluateEvery < 1 || patience < 0) {
      throw new IllegalArgumentException(
          "steps and evaluateEvery must be >= 1 and patience >= 0, were %d, %d, %d"
              .formatted(steps, evaluateEvery, patience));
    }
    if (Double.isNaN(targetLoss)) {
      throw new IllegalArgumentException("targetLoss must be a number, was NaN");
    }
    for (double factor : rateFactors) {
      if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "rate factors must be finite and >= 0, one was " + factor);
      }
    }
    if (patience > 0 && watched.isEmpty()) {
      throw new IllegalArgumentException("patience needs a watched metric");
    }
    rateFactors = rateFactors.clone();
  }

  /** A run of this many steps, evaluated at its end only, without early stopping. */
  public static TrainingOptions of(long steps, Optimizer rule, Schedule schedule) {
    return new TrainingOptions(
        steps, rule, schedule, new double[0], steps, Double.NEGATIVE_INFINITY, 0, "");
  }

  @Override
  public double[] rateFactors() {
    return rateFactors.clone();
  }

  /** The same with a factor on each replica's rate. */
  public TrainingOptions withRateFactors(double... factors) {
    return new TrainingOptions(
        steps, rule, schedule, factors, evaluateEvery, targetLoss, patience, watched);
  }

  /** The same with evaluations this far apart. */
  public TrainingOptions withEvaluateEvery(long every) {
    return new TrainingOptions(
        steps, rule, schedule, rateFactors, every, targetLoss, patience, watched);
  }

  /** The same with a training loss at which a replica stops. */
  public TrainingOptions withTargetLoss(double loss) {
    return new TrainingOptions(
        steps, rule, schedule, rateFactors, evaluateEvery, loss, patience, watched);
  }

  /** The same with early stopping by a metric; patience 0 only keeps the best parameters. */
  public TrainingOptions withEarlyStopping(String metric, int evaluations) {
    return new TrainingOptions(
        steps, rule, schedule, rateFactors, evaluateEvery, targetLoss, evaluations, metric);
  }
}
