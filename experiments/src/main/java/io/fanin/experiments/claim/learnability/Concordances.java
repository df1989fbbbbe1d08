package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.stats.Concordance;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Moments;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Harrell's C of all predictors on the same targets, pairs within a family and an arm alone.
 *
 * @param c of each predictor, of all arms together
 * @param beyond each one's C less the largest of the trivial ones'
 */
record Concordances(Interval[] c, Interval[] beyond) {
  private static final int RESAMPLES = 1000;

  /** With intervals by the bootstrap over targets within families. */
  static Concordances of(List<List<Item>> families, long seed) {
    int predictors = Predictor.values().length;
    double[] estimates = all(families);
    double[][] drawn = new double[predictors][RESAMPLES];
    double[][] less = new double[predictors][RESAMPLES];
    RandomStream random = RandomStream.of(seed, "learnability-bootstrap");
    for (int b = 0; b < RESAMPLES; b++) {
      double[] again = all(redrawn(families, random));
      double trivial = trivial(again);
      for (int p = 0; p < predictors; p++) {
        drawn[p][b] = again[p];
        less[p][b] = again[p] - trivial;
      }
    }
    Interval[] c = new Interval[predictors];
    Interval[] beyond = new Interval[predictors];
    for (int p = 0; p < predictors; p++) {
      c[p] = interval(estimates[p], drawn[p]);
      beyond[p] = interval(estimates[p] - trivial(estimates), less[p]);
    }
    return new Concordances(c, beyond);
  }

  private static Interval interval(double estimate, double[] drawn) {
    return new Interval(
        estimate,
        Moments.quantile(drawn, (1 - VerdictRule.LEVEL) / 2),
        Moments.quantile(drawn, (1 + VerdictRule.LEVEL) / 2),
        VerdictRule.LEVEL);
  }

  private static List<List<Item>> redrawn(List<List<Item>> families, RandomStream random) {
    List<List<Item>> again = new ArrayList<>();
    for (List<Item> family : families) {
      List<Item> own = new ArrayList<>();
      for (int i = 0; i < family.size(); i++) {
        own.add(family.get(random.nextInt(family.size())));
      }
      again.add(own);
    }
    return again;
  }

  private static double trivial(double[] c) {
    double most = Double.NEGATIVE_INFINITY;
    for (Predictor p : Predictor.values()) {
      most = p.trivial() ? Math.max(most, c[p.place()]) : most;
    }
    return most;
  }

  private static double[] all(List<List<Item>> families) {
    double[] c = new double[Predictor.values().length];
    for (Predictor p : Predictor.values()) {
      List<Concordance> strata = new ArrayList<>();
      for (Arm arm : Arm.values()) {
        strata.addAll(strata(families, p, arm));
      }
      c[p.place()] = Concordance.pooled(strata).c();
    }
    return c;
  }

  /** Of one arm. */
  static double of(List<List<Item>> families, Predictor predictor, Arm arm) {
    return Concordance.pooled(strata(families, predictor, arm)).c();
  }

  private static List<Concordance> strata(List<List<Item>> families, Predictor predictor, Arm arm) {
    List<Concordance> strata = new ArrayList<>();
    int which = predictor.place();
    int whose = arm.place();
    for (List<Item> items : families) {
      double[] prediction = new double[items.size()];
      double[] time = new double[prediction.length];
      boolean[] reached = new boolean[prediction.length];
      for (int i = 0; i < prediction.length; i++) {
        prediction[i] = items.get(i).predictors()[which];
        time[i] = items.get(i).times()[whose]; // infinite is later than all
        reached[i] = Double.isFinite(time[i]);
      }
      strata.add(Concordance.of(prediction, time, reached));
    }
    return strata;
  }
}
