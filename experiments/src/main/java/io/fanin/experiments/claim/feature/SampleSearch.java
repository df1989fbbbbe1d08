package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.feature.Learner.Learnt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How many samples a learner needs to come down to an error: a geometric ladder is climbed, or
 * descended where the first rung suffices, and the crossing is interpolated on logarithms.
 *
 * @param needed samples; infinite where the largest n does not suffice
 * @param tried what was learnt from each n that was tried
 */
record SampleSearch(double needed, Map<Integer, Learnt> tried) {
  /** The ladder {@code smallest * ratio^k}, rounded up, that ends with the largest. */
  static List<Integer> ladder(int smallest, int largest, double ratio) {
    List<Integer> rungs = new ArrayList<>();
    double next = smallest;
    for (int rung = smallest; rung < largest; ) {
      rungs.add(rung);
      next *= ratio;
      rung = Math.max(rung + 1, (int) Math.min(largest, Math.ceil(next)));
    }
    rungs.add(largest);
    return rungs;
  }

  /**
   * Searches a ladder for the least n whose test error is at most the threshold, from the rung that
   * is nearest to where it is expected, one rung at a time.
   */
  static SampleSearch of(Learner learner, List<Integer> ladder, double threshold, double start)
      throws InterruptedException {
    Map<Integer, Learnt> tried = new TreeMap<>();
    int at = nearest(ladder, start);
    boolean up = !suffices(learner, ladder.get(at), threshold, tried);
    while (up && ++at < ladder.size()) {
      if (suffices(learner, ladder.get(at), threshold, tried)) {
        return crossed(ladder, at, threshold, tried);
      }
    }
    if (up) {
      return new SampleSearch(Double.POSITIVE_INFINITY, tried);
    }
    while (at > 0 && suffices(learner, ladder.get(at - 1), threshold, tried)) {
      at--;
    }
    return crossed(ladder, at, threshold, tried);
  }

  private static int nearest(List<Integer> ladder, double start) {
    int at = 0;
    while (at < ladder.size() - 1 && ladder.get(at) < start) {
      at++;
    }
    return at;
  }

  private static boolean suffices(
      Learner learner, int n, double threshold, Map<Integer, Learnt> tried)
      throws InterruptedException {
    Learnt learnt = learner.learn(n);
    tried.put(n, learnt);
    return learnt.error() <= threshold; // not a dead one
  }

  /** The smallest rung is an upper bound of its own. */
  private static SampleSearch crossed(
      List<Integer> ladder, int enough, double threshold, Map<Integer, Learnt> tried) {
    double needed =
        enough == 0
            ? ladder.get(0)
            : crossing(tried, ladder.get(enough - 1), ladder.get(enough), threshold);
    return new SampleSearch(needed, tried);
  }

  private static double crossing(
      Map<Integer, Learnt> tried, int few, int enough, double threshold) {
    double high = Objects.requireNonNull(tried.get(few)).error();
    double low = Objects.requireNonNull(tried.get(enough)).error();
    if (!(high > 0 && high < Double.POSITIVE_INFINITY && low > 0)) {
      return enough;
    }
    double share = StrictMath.log(high / threshold) / StrictMath.log(high / low); // in (0, 1]
    return few * StrictMath.pow((double) enough / few, share);
  }

  int dead() {
    return tried.values().stream().mapToInt(Learnt::dead).sum();
  }
}
