package io.fanin.experiments.claim.parity;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.fourier.ParityGradient;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.random.RandomStream;
import java.util.Map;

/** The first gradient: the formula against all rows, for every k. */
final class GradientTrial {
  static final String DIFFERENCE = "gradient.difference";
  static final String CASES = "gradient.cases";

  private GradientTrial() {}

  static TrialTask task(SettingValues values) {
    int largest = values.integer(Parity.GRADIENT);
    Trial trial =
        Trial.of(
            "parity",
            "gradient",
            Settings.of(Map.of("n", largest)),
            values.setup().seed(),
            ClaimEnvironment.exact());
    return TrialTask.of(trial, t -> compare(t, largest, values.setup().seed()));
  }

  private static TrialResult compare(Trial trial, int largest, long seed) {
    double difference = 0;
    int cases = 0;
    for (int n = 3; n <= largest; n += 2) {
      for (int k = 1; k <= n; k++) {
        RandomStream random = RandomStream.of(seed, "parity-signs", n, k);
        int[] w = new int[n];
        boolean[] set = new boolean[n];
        for (int i = 0; i < n; i++) {
          w[i] = random.nextSign();
          set[i] = i < k;
        }
        double[] formula = ParityGradient.formula(w, set);
        double[] enumerated = ParityGradient.enumerated(w, set);
        for (int i = 0; i < n; i++) {
          difference = Math.max(difference, Math.abs(formula[i] - enumerated[i]));
        }
        cases++;
      }
    }
    return TrialResult.of(trial).number(DIFFERENCE, difference).number(CASES, cases).build();
  }
}
