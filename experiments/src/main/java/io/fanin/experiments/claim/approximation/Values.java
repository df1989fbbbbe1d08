package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** The settings of a run under their names. */
record Values(ClaimSetup setup, ApproximationKeys.Of keys) {
  static Values of(ClaimSetup setup) {
    return new Values(setup, ApproximationKeys.of(setup.mode()));
  }

  private <T> T get(Key<T> key) {
    Settings settings = setup.settings();
    return settings.get(key);
  }

  int trees() {
    return get(keys.trees);
  }

  List<Integer> orders() {
    return get(keys.orders);
  }

  List<Integer> deep() {
    return get(keys.deep);
  }

  List<Integer> grids() {
    return get(keys.grids);
  }

  List<Integer> intervals() {
    return get(keys.intervals);
  }

  int points() {
    return get(keys.points);
  }

  List<Integer> inputs() {
    return get(keys.inputs);
  }

  List<Integer> widths() {
    return get(keys.widths);
  }

  List<Double> rates() {
    return get(keys.rates);
  }

  int steps() {
    return get(keys.steps);
  }

  int batch() {
    return get(keys.batch);
  }

  int samples() {
    return get(keys.samples);
  }

  int depth() {
    return get(keys.depth);
  }

  String activation() {
    return get(keys.activation);
  }

  double frequency() {
    return get(keys.frequency);
  }

  int polish() {
    return get(keys.polish);
  }

  double minimum() {
    return get(keys.minimum);
  }

  boolean control() {
    return setup.control();
  }

  long seed() {
    return setup.seed();
  }
}
