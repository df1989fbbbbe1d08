package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.RateSweep;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Networks of one group at one size: all rates on all seeds, as one ensemble. */
final class NetworkTask implements TrialTask {
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String ALIGNMENT = "alignment";
  static final String NODES = "alignment.nodes";

  private final int size;
  private final SettingValues values;
  private final TreeSamples samples;
  private final ClaimEnvironment environment;
  private final Network network;
  private final List<Trial> trials = new ArrayList<>();

  NetworkTask(
      Group group,
      int size,
      SettingValues values,
      TreeSamples samples,
      ClaimEnvironment environment) {
    this.size = size;
    this.values = values;
    this.samples = samples;
    this.environment = environment;
    network = group.network(values);
    Numerics numerics = environment.numerics(network.plan(), DType.FLOAT);
    for (double rate : values.reals(SampleRate.RATES)) {
      for (int seed = 0; seed < SampleRate.allSeeds(values); seed++) {
        Map<String, Object> own = data(values, size, seed);
        own.put("network", network.architecture() + network.settings());
        own.put("rate", rate);
        own.put("steps", values.integer(SampleRate.STEPS));
        own.put("batch", values.integer(SampleRate.BATCH));
        own.put("control", values.setup().control());
        trials.add(
            Trial.of(
                "sample-rate", group.label(), Settings.of(own), values.setup().seed(), numerics));
      }
    }
  }

  /** What the samples of a seed depend on. */
  static Map<String, Object> data(SettingValues values, int size, int seed) {
    List<Integer> sizes = SampleRate.sizes(values);
    Map<String, Object> own = new TreeMap<>();
    own.put("size", size);
    own.put("largest", sizes.get(sizes.size() - 1));
    own.put("start", seed);
    for (String key :
        List.of(SampleRate.INPUTS, SampleRate.LEVELS, SampleRate.VALIDATION, SampleRate.TEST)) {
      own.put(key, values.integer(key));
    }
    own.put(SampleRate.BETA, values.real(SampleRate.BETA));
    own.put(SampleRate.NOISE, values.real(SampleRate.NOISE));
    return own;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    RateSweep sweep =
        new RateSweep(
            network,
            values.reals(SampleRate.RATES),
            samples.all(),
            size,
            values.integer(SampleRate.STEPS),
            Math.min(values.integer(SampleRate.BATCH), size),
            values.setup().seed(),
            "sample-rate");
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
