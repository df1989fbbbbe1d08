package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import java.util.ArrayList;
import java.util.List;

/** The exact quantities of all drawn targets of a family. */
final class OracleTask implements TrialTask {
  static final String KIND = "oracle";
  static final String PREDICTORS = "predictors";

  private final List<RandomTarget> targets;
  private final List<Trial> trials = new ArrayList<>();

  OracleTask(List<RandomTarget> targets, SettingValues values) {
    this.targets = List.copyOf(targets);
    for (RandomTarget target : targets) {
      trials.add(
          Trial.of(
              "learnability",
              KIND,
              Settings.of(LearningTask.identity(target, values)),
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
    List<TrialResult> results = new ArrayList<>();
    for (int t = 0; t < trials.size(); t++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("enumeration was interrupted");
      }
      results.add(
          TrialResult.of(trials.get(t)).series(PREDICTORS, Predictor.all(targets.get(t))).build());
    }
    return results;
  }
}
