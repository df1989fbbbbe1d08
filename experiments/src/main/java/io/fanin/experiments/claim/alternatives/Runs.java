package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings to choose from, and the trials under them. */
final class Runs {
  private Runs() {}

  /** What a method is tried with, each as named numbers. */
  static List<Map<String, Double>> settings(Method method, SettingValues values) {
    List<Map<String, Double>> settings = new ArrayList<>();
    switch (method) {
      case MATCHED, DENSE ->
          values.reals(Alternatives.RATES).forEach(rate -> settings.add(Map.of("rate", rate)));
      case FEATURES, KERNEL -> {
        for (double width : values.reals(Alternatives.KERNELS)) {
          for (double ridge : values.reals(Alternatives.RIDGES)) {
            settings.add(Map.of("width", width, "ridge", ridge));
          }
        }
      }
      case NEIGHBOURS ->
          values
              .integers(Alternatives.NEIGHBOURS)
              .forEach(count -> settings.add(Map.of("count", (double) count)));
    }
    return settings;
  }

  /** The trial of a seed of a family; more is what else its bits depend on. */
  static Trial trial(
      View view,
      Method method,
      int seed,
      Map<String, Double> setting,
      Map<String, ?> more,
      SettingValues values,
      Numerics numerics) {
    Map<String, Object> own = new TreeMap<>(more);
    own.putAll(setting);
    own.put("family", view.id());
    own.put("start", seed);
    own.put("control", values.setup().control());
    for (String key :
        List.of(
            Alternatives.INPUTS,
            Alternatives.SAMPLES,
            Alternatives.VALIDATION,
            Alternatives.TEST)) {
      own.put(key, values.integer(key));
    }
    if (view != View.SPARSE) {
      own.put(Alternatives.FREQUENCY, values.real(Alternatives.FREQUENCY));
      String key = view == View.INDEX ? Alternatives.DIRECTIONS : Alternatives.DIMENSION;
      own.put(key, values.integer(key));
    }
    return Trial.of("alternatives", method.id(), Settings.of(own), values.setup().seed(), numerics);
  }
}
