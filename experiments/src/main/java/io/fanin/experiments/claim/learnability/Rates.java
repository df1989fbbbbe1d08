package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rate of each arm: the one with the least mean logarithm of steps, those not reached counted
 * as the limit, on validation targets of every family; the first of equals. Found when it is first
 * needed, once for all tasks; equal at every finding.
 */
final class Rates {
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Map<Arm, Double> found = new EnumMap<>(Arm.class);

  Rates(SettingValues values, ClaimEnvironment environment) {
    this.values = values;
    this.environment = environment;
  }

  /** The rate of an arm. */
  synchronized double of(Arm arm) throws InterruptedException {
    Double known = found.get(arm);
    if (known == null) {
      known = choose(arm);
      found.put(arm, known);
    }
    return known;
  }

  private double choose(Arm arm) throws InterruptedException {
    List<Double> rates = values.reals(Learnability.RATES);
    if (rates.size() == 1) {
      return rates.get(0);
    }
    Course course = new Course(arm, targets(), values);
    double best = rates.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double rate : rates) {
      double sum = 0;
      for (double steps : course.run(rate, environment).steps()) {
        sum += StrictMath.log(Math.min(steps, values.integer(Learnability.STEPS)));
      }
      if (sum < least) {
        least = sum;
        best = rate;
      }
    }
    return best;
  }

  /** Numbered after all that are measured; of the first size. */
  private List<RandomTarget> targets() {
    int sizes = values.integers(Learnability.SIZES).size();
    int first = (values.integer(Learnability.DRAWN) + sizes - 1) / sizes * sizes;
    List<RandomTarget> targets = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int v = 0; v < values.integer(Learnability.VALIDATION); v++) {
        targets.add(RandomTarget.of(family, first + v * sizes, values));
      }
    }
    return targets;
  }
}
