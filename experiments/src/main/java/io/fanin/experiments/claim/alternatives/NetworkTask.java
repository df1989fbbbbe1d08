package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.RateSweep;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Networks of one kind on a family: all rates on all seeds, as one ensemble. */
final class NetworkTask implements TrialTask {
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String ALIGNMENT = "alignment";
  static final String NODES = "alignment.nodes";

  private final FamilySamples samples;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials = new ArrayList<>();

  NetworkTask(
      Method method, FamilySamples samples, SettingValues values, ClaimEnvironment environment) {
    this.samples = samples;
    this.values = values;
    this.environment = environment;
    network = Networks.of(method, values);
    Numerics numerics = environment.numerics(network.plan(), DType.FLOAT);
    Map<String, Object> more =
        Map.of(
            "network",
            network.architecture() + network.settings(),
            "steps",
            values.integer(Alternatives.STEPS),
            "batch",
            values.integer(Alternatives.BATCH));
    for (Map<String, Double> setting : Runs.settings(method, values)) {
      for (int seed = 0; seed < Alternatives.allSeeds(values); seed++) {
        trials.add(Runs.trial(samples.view(), method, seed, setting, more, values, numerics));
      }
    }
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    int rows = values.integer(Alternatives.SAMPLES);
    RateSweep sweep =
        new RateSweep(
            network,
            values.reals(Alternatives.RATES),
            samples.all(),
            rows,
            values.integer(Alternatives.STEPS),
            Math.min(values.integer(Alternatives.BATCH), rows),
            values.setup().seed(),
            "alternatives-" + samples.view().id());
    List<RateSweep.Outcome> outcomes = sweep.run(environment);
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < trials.size(); k++) {
      RateSweep.Outcome one = outcomes.get(k);
      results.add(
          TrialResult.of(trials.get(k))
              .number(Chosen.VALIDATION, one.validation())
              .number(Chosen.TEST, one.test())
              .number(Chosen.DEAD, one.dead() ? 1 : 0)
              .number(ALIGNMENT, one.meanAlignment())
              .series(NODES, one.alignment())
              .number(PARAMETERS, network.trainableParameters())
              .number(MULTIPLY_ADDS, (double) network.multiplyAdds())
              .build());
    }
    return results;
  }
}
