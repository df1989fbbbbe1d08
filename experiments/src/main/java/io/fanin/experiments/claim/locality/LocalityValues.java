package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.target.Digits;
import java.util.List;
import java.util.Objects;

/** The settings of a run by name; what a key's type is, {@link LocalityKeys} says. */
record LocalityValues(ClaimSetup setup) {
  private Object value(String key) {
    return Objects.requireNonNull(setup.settings().values().get(key), key);
  }

  int integer(String key) {
    return ((Number) value(key)).intValue();
  }

  double real(String key) {
    return ((Number) value(key)).doubleValue();
  }

  String text(String key) {
    return (String) value(key);
  }

  boolean flag(String key) {
    return (Boolean) value(key);
  }

  /** The digits, read anew at each call. */
  Digits digits() {
    return Digits.of(text(LocalityKeys.DATA));
  }

  List<Integer> integers(String key) {
    return ((List<?>) value(key)).stream().map(v -> ((Number) v).intValue()).toList();
  }

  List<Double> reals(String key) {
    return ((List<?>) value(key)).stream().map(v -> ((Number) v).doubleValue()).toList();
  }
}
