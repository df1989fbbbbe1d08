package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Chosen;
import io.fanin.experiments.claim.sampled.Samples;
import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.oracle.kernel.KernelRidge;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kernel ridge regression on one seed at one size, with every ridge. */
final class KernelTask implements TrialTask {
  static final String KIND = "kernel";

  private final int size;
  private final int seed;
  private final SettingValues values;
  private final TreeSamples samples;
  private final List<Trial> trials = new ArrayList<>();

  KernelTask(int size, int seed, SettingValues values, TreeSamples samples) {
    this.size = size;
    this.seed = seed;
    this.values = values;
    this.samples = samples;
    for (double ridge : values.reals(SampleRate.RIDGES)) {
      Map<String, Object> own = NetworkTask.data(values, size, seed);
      own.put("ridge", ridge);
      own.put("width", values.real(SampleRate.KERNEL));
      trials.add(
          Trial.of(
              "sample-rate",
              KIND,
              Settings.of(own),
              values.setup().seed(),
              ClaimEnvironment.exact()));
    }
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    Samples own = samples.all().get(seed);
    Kernel kernel = Kernel.laplace(values.real(SampleRate.KERNEL));
    double[][] rows = own.points(0, size);
    double[] labels = own.labels(0, size);
    double[][] validation = own.points(own.firstValidation(), own.validation());
    double[][] test = own.points(own.firstTest(), own.test());
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < trials.size(); k++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("a regression was interrupted");
      }
      double ridge = values.reals(SampleRate.RIDGES).get(k) / size; // the fit multiplies by rows
      KernelRidge fit = KernelRidge.fit(kernel, rows, labels, ridge);
      results.add(
          TrialResult.of(trials.get(k))
              .number(
                  Chosen.VALIDATION, own.meanSquare(fit.values(validation), own.firstValidation()))
              .number(Chosen.TEST, own.meanSquare(fit.values(test), own.firstTest()))
              .number(Chosen.DEAD, 0)
              .build());
    }
    return results;
  }
}
