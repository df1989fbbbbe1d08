package io.fanin.experiments.claim.online;

import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.settings.Key;
import java.util.List;

/** The keys of runs at finite dimension; without starts there are none. */
public final class OnlineKeys {
  static final String STARTS = "sgd-starts";
  static final String INPUTS = "sgd-inputs";
  static final String WIDTH = "sgd-width";
  static final String SHIFT = "sgd-shift";
  static final String BATCH = "sgd-batch";
  static final String RATES = "sgd-rates";
  static final String TUNING = "sgd-tuning-starts";
  static final String STEPS = "sgd-steps";
  static final String SHARE = "sgd-share";

  private OnlineKeys() {}

  /**
   * The keys.
   *
   * @param inputs dimensions of the full setting
   * @param steps at most
   */
  public static List<Key<?>> of(Mode mode, List<Integer> inputs, int steps) {
    return List.of(
        Key.integer(
                STARTS,
                mode == Mode.FULL ? 10 : 0,
                "Networks for each target and number of inputs that gradient descent trains at finite"
                    + " dimension; 0 for none. Printed, never judged.")
            .between(0, 1000),
        Key.integers(INPUTS, inputs, "Numbers of inputs of these networks.")
            .between(1, 100_000)
            .unit("signs"),
        Key.integer(WIDTH, 100, "Their hidden units.").between(1, 100_000).unit("units"),
        Key.real(SHIFT, 1, "Their units are sigmoids that start shifted by this.").between(-10, 10),
        Key.integer(BATCH, 32, "Fresh samples in a step.").between(1, 10_000).unit("samples"),
        Key.reals(
                RATES,
                List.of(0.4, 0.2, 0.1, 0.05, 0.025, 0.0125),
                "Learning rates to choose from, for each target and number of inputs.")
            .above(0)
            .atMost(1e6),
        Key.integer(TUNING, 3, "Starts of their own that the rate is chosen by.").between(1, 1000),
        Key.integer(STEPS, steps, "Steps at most; what was not reached is said to be so.")
            .between(16, 1_000_000_000)
            .unit("steps"),
        Key.real(SHARE, 0.5, "Share of the term's coefficient that counts as escaped.")
            .above(0)
            .below(1));
  }

  /** How many results such runs give. */
  public static int trials(List<OnlineTarget> targets, SettingValues values) {
    return targets.size() * values.integers(INPUTS).size() * values.integer(STARTS);
  }

  /** Whether there are any such runs. */
  static boolean asked(SettingValues values) {
    return values.integer(STARTS) > 0;
  }
}
