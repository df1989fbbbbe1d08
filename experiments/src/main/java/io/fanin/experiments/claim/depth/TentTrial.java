package io.fanin.experiments.claim.depth;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.oracle.exact.HatNetwork;
import io.fanin.experiments.oracle.exact.TentMap;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.random.RandomStream;
import java.util.Map;

/** Exact counts of the tent map composed k times, and of flat networks beside it. */
final class TentTrial {
  static final String PIECES = "pieces";
  static final String DEEP_WRONG = "deep.wrong";
  static final String UNITS = "flat.units";
  static final String FLAT_PIECES = "flat.pieces";
  static final String FLAT_ERROR = "flat.least-error";
  private static final int NETWORKS = 20;

  private TentTrial() {}

  static TrialTask task(int k, long seed) {
    Trial trial =
        Trial.of(
            "depth-separation",
            "tent",
            Settings.of(Map.of("k", k)),
            seed,
            ClaimEnvironment.exact());
    return TrialTask.of(trial, t -> count(t, k, seed));
  }

  private static TrialResult count(Trial trial, int k, long seed) {
    int wrong = 0;
    for (int i = 0; i < 1 << k; i++) {
      wrong += TentMap.deep(k, (double) i / (1 << k)) == i % 2 ? 0 : 1;
    }
    int units = Math.max(1, (int) TentMap.mostUnits(k, 1));
    int pieces = 0;
    for (int net = 0; net < NETWORKS; net++) {
      pieces = Math.max(pieces, drawn(units, RandomStream.of(seed, "flat", k, net)).pieces());
    }
    return TrialResult.of(trial)
        .number(PIECES, TentMap.pieces(k))
        .number(DEEP_WRONG, wrong)
        .number(UNITS, units)
        .number(FLAT_PIECES, pieces)
        .number(FLAT_ERROR, TentMap.leastError(k, units + 1))
        .build();
  }

  private static HatNetwork drawn(int units, RandomStream random) {
    double[] w = new double[units];
    double[] b = new double[units];
    double[] v = new double[units];
    for (int j = 0; j < units; j++) {
      w[j] = random.nextGaussian();
      b[j] = random.nextGaussian();
      v[j] = random.nextGaussian();
    }
    return new HatNetwork(w, b, v);
  }
}
