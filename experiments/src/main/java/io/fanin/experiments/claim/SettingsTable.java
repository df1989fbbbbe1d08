package io.fanin.experiments.claim;

import io.fanin.experiments.result.Setting;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings of a run, as a report lists them. */
public final class SettingsTable {
  private SettingsTable() {}

  /** Every key with its value and its default in the mode that was run. */
  public static List<Setting> of(List<Key<?>> keys, Settings settings) {
    List<Setting> shown = new ArrayList<>();
    for (Key<?> key : keys) {
      shown.add(
          new Setting(
              key.name(),
              String.valueOf(settings.values().get(key.name())),
              key.unit(),
              String.valueOf(key.defaultValue())));
    }
    return shown;
  }
}
