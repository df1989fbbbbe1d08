package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.experiments.oracle.kernel.FeatureMachine;
import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.oracle.kernel.KernelRidge;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A method that is no network on one seed of a family, with every setting. */
final class PlainTask implements TrialTask {
  private final Method method;
  private final int seed;
  private final FamilySamples samples;
  private final SettingValues values;
  private final List<Map<String, Double>> settings;
  private final List<Trial> trials = new ArrayList<>();

  PlainTask(Method method, int seed, FamilySamples samples, SettingValues values) {
    this.method = method;
    this.seed = seed;
    this.samples = samples;
    this.values = values;
    settings = Runs.settings(method, values);
    Map<String, Object> more =
        method == Method.FEATURES
            ? Map.of(Alternatives.ITERATIONS, values.integer(Alternatives.ITERATIONS))
            : Map.of();
    for (Map<String, Double> setting : settings) {
      trials.add(
          Runs.trial(
              samples.view(), method, seed, setting, more, values, ClaimEnvironment.exact()));
    }
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Samples own = samples.all().get(seed);
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < trials.size(); k++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("a regression was interrupted");
      }
      ToDoubleFunction<double[]> fit = fit(own, settings.get(k));
      results.add(
          TrialResult.of(trials.get(k))
              .number(Chosen.VALIDATION, error(own, fit, own.firstValidation(), own.validation()))
              .number(Chosen.TEST, error(own, fit, own.firstTest(), own.test()))
              .number(Chosen.DEAD, 0)
              .build());
    }
    return results;
  }

  private static double error(Samples own, ToDoubleFunction<double[]> fit, int from, int count) {
    double[] predicted = Arrays.stream(own.points(from, count)).mapToDouble(fit).toArray();
    return own.meanSquare(predicted, from);
  }

  private ToDoubleFunction<double[]> fit(Samples own, Map<String, Double> setting) {
    double[][] rows = own.points(0, own.training());
    double[] labels = own.labels(0, own.training());
    return switch (method) {
      case KERNEL ->
          KernelRidge.fit(
                  Kernel.laplace(number(setting, "width")), rows, labels, number(setting, "ridge"))
              ::value;
      case FEATURES ->
          FeatureMachine.fit(
                  rows,
                  labels,
                  number(setting, "width"),
                  number(setting, "ridge"),
                  values.integer(Alternatives.ITERATIONS))
              ::value;
      default -> new Neighbours(rows, labels, (int) number(setting, "count"))::value;
    };
  }

  private static double number(Map<String, Double> setting, String name) {
    return setting.getOrDefault(name, Double.NaN);
  }
}
