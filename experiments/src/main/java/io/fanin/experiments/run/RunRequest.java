package io.fanin.experiments.run;

import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked for: a claim, how to run it, and on what.
 *
 * @param device id of the only kernel provider to use; empty for the best one
 */
public record RunRequest(ClaimProvider claim, ClaimSetup setup, String device) {
  static final String MODE = "run.mode";
  static final String CONTROL = "run.control";
  static final String DEVICE = "run.device";

  /** What it will cost. */
  public Cost cost() {
    return claim.cost(setup);
  }

  /** {@code quick} or {@code full}. */
  public String modeWord() {
    return word(setup.mode());
  }

  static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Canonical text of everything but claim and seed; equal texts ask for equal work. */
  String settingsText() {
    Map<String, Object> values = new TreeMap<>(setup.settings().values());
    values.put(MODE, modeWord());
    values.put(CONTROL, setup.control());
    if (!device.isEmpty()) {
      values.put(DEVICE, device);
    }
    return Settings.of(values).text();
  }

  /** Hex digest of claim, settings and seed. */
  public String configDigest() {
    return Digests.sha256(
        "fanin-config 1\n" + claim.id() + "\n" + settingsText() + "\n" + setup.seed() + "\n");
  }
}
