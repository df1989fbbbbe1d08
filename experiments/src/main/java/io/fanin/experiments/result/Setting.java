package io.fanin.experiments.result;

/**
 * A key of the configuration, with the value that the run used.
 *
 * @param unit such as {@code "steps"}; empty when there is none
 * @param standard the value that the key has when nobody sets it
 */
public record Setting(String key, String value, String unit, String standard) {
  public Setting {
    Require.text(key, "setting key");
    Require.present(value, "setting value");
    Require.present(unit, "setting unit");
    Require.present(standard, "setting standard");
  }

  /** Whether the run departs from the default. */
  public boolean changed() {
    return !value.equals(standard);
  }
}
