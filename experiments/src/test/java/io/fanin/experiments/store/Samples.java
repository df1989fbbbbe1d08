package io.fanin.experiments.store;

import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs, trials and results for the tests of this package. */
final class Samples {
  static final Numerics NUMERICS = new Numerics("reference", "1", "any", "double");

  private Samples() {}

  static RunMetadata metadata(String claim, long second) {
    return RunMetadata.of(
        claim,
        Settings.of(Map.of("quick", true)).text(),
        1,
        Map.of("fanin", "0.1", "java", "17"),
        "abc123",
        "a machine",
        "cpu",
        Instant.ofEpochSecond(1_700_000_000 + second));
  }

  static Trial trial(int seed) {
    return Trial.of(
        "locality", "local", Settings.of(Map.of("width", seed % 3, "act", "relu")), seed, NUMERICS);
  }

  static TrialResult result(int seed) {
    return TrialResult.of(trial(seed))
        .number("error", 1.0 / (seed + 3))
        .series("curve", seed, Double.NaN, -0.0, 1e-300)
        .text("note", "seed " + seed)
        .build();
  }

  static List<TrialTask> plan(int count) {
    return IntStream.range(0, count)
        .mapToObj(seed -> TrialTask.of(trial(seed), t -> result(seed)))
        .toList();
  }
}
