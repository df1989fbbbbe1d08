package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.models.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All targets of one size learnt by one arm; a trial is a target with its starts. */
final class LearningTask implements TrialTask {
  static final String STEPS = "steps";
  static final String RATE = "rate";
  static final String DEAD = "dead";
  static final String PARAMETERS = "parameters";
  static final String WORK = "multiply-adds";

  private final Course course;
  private final SettingValues values;
  private final Rates rates;
  private final ClaimEnvironment environment;
  private final List<Trial> trials = new ArrayList<>();

  LearningTask(Course course, SettingValues values, Rates rates, ClaimEnvironment environment) {
    this.course = course;
    this.values = values;
    this.rates = rates;
    this.environment = environment;
    for (int t = 0; t < course.targets().size(); t++) {
      trials.add(trial(course.targets().get(t), network(t)));
    }
  }

  private Network network(int target) {
    return course.members().get(target * values.integer(Learnability.STARTS));
  }

  private Trial trial(RandomTarget target, Network network) {
    Map<String, Object> own = identity(target, values);
    own.put("network", network.architecture() + network.settings());
    own.put("rates", values.reals(Learnability.RATES));
    own.put("error", values.real(Learnability.ERROR));
    for (String key :
        List.of(
            Learnability.STARTS, Learnability.BATCH, Learnability.STEPS, Learnability.VALIDATION)) {
      own.put(key, values.integer(key));
    }
    return Trial.of(
        "learnability",
        course.arm().id(),
        Settings.of(own),
        values.setup().seed(),
        environment.numerics(network.plan(), DType.FLOAT));
  }

  /** What a target depends on besides the seed. */
  static Map<String, Object> identity(RandomTarget target, SettingValues values) {
    Map<String, Object> own = new TreeMap<>();
    own.put("family", target.family().id());
    own.put("number", target.number());
    own.put("sizes", values.integers(Learnability.SIZES));
    own.put("drawn", values.integer(Learnability.DRAWN));
    own.put("minority", values.real(Learnability.MINORITY));
    return own;
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    double rate = rates.of(course.arm());
    Course.Times times = course.run(rate, environment);
    int starts = values.integer(Learnability.STARTS);
    List<TrialResult> results = new ArrayList<>();
    for (int t = 0; t < trials.size(); t++) {
      int dead = 0;
      for (int m = t * starts; m < (t + 1) * starts; m++) {
        dead += times.dead()[m] ? 1 : 0;
      }
      results.add(
          TrialResult.of(trials.get(t))
              .series(STEPS, Arrays.copyOfRange(times.steps(), t * starts, (t + 1) * starts))
              .number(RATE, rate)
              .number(DEAD, dead)
              .number(PARAMETERS, network(t).trainableParameters())
              .number(WORK, (double) network(t).multiplyAdds())
              .build());
    }
    return results;
  }
}
