package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rate of each arm: the one with the smallest median cost on validation seeds at the arm's
 * smallest n, the first of equals. Found when it is first needed, once for all tasks; equal at
 * every finding.
 */
final class Rates {
  private static final long FIRST_SEED = 1_000_000; // apart from all that are measured

  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final Map<Arm, Double> found = new EnumMap<>(Arm.class);

  Rates(SettingValues values, ClaimEnvironment environment) {
    this.values = values;
    this.environment = environment;
  }

  /** The rate of an arm. */
  synchronized double of(Arm arm) throws InterruptedException {
    Arm tuned = arm.tuned();
    Double known = found.get(tuned);
    if (known == null) {
      known = choose(tuned);
      found.put(tuned, known);
    }
    return known;
  }

  private double choose(Arm arm) throws InterruptedException {
    List<Double> rates = values.reals(ChainOfThought.RATES);
    if (rates.size() == 1) {
      return rates.get(0);
    }
    int n = (arm.endToEnd() ? Lesson.halves(values) : Lesson.sizes(values)).get(0);
    Lesson lesson = new Lesson(arm, n, 0);
    double best = rates.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (double rate : rates) {
      double cost = median(lesson, rate);
      if (cost < least) {
        least = cost;
        best = rate;
      }
    }
    return best;
  }

  private double median(Lesson lesson, double rate) throws InterruptedException {
    double[] costs = new double[values.integer(ChainOfThought.VALIDATION)];
    for (int s = 0; s < costs.length; s++) {
      long[] seed = {FIRST_SEED + s};
      costs[s] = new Learning(lesson, values, environment, seed, rate).run().get(0).cost();
    }
    java.util.Arrays.sort(costs);
    return costs[costs.length / 2];
  }
}
