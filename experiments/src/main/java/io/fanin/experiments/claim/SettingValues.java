package io.fanin.experiments.claim;

import java.util.List;
import java.util.Objects;

/** The settings of a run by name; what a key's type and range are, the claim's keys say. */
public record SettingValues(ClaimSetup setup) {
  private Object value(String key) {
    return Objects.requireNonNull(setup.settings().values().get(key), key);
  }

  /** A whole number. */
  public int integer(String key) {
    return ((Number) value(key)).intValue();
  }

  /** A number. */
  public double real(String key) {
    return ((Number) value(key)).doubleValue();
  }

  /** A flag. */
  public boolean flag(String key) {
    return (Boolean) value(key);
  }

  /** A text. */
  public String text(String key) {
    return (String) value(key);
  }

  /** Whole numbers. */
  public List<Integer> integers(String key) {
    return ((List<?>) value(key)).stream().map(v -> ((Number) v).intValue()).toList();
  }

  /** Numbers. */
  public List<Double> reals(String key) {
    return ((List<?>) value(key)).stream().map(v -> ((Number) v).doubleValue()).toList();
  }

  /** Texts. */
  public List<String> texts(String key) {
    return ((List<?>) value(key)).stream().map(v -> (String) v).toList();
  }
}
